/** Loads the words of this feature with its chunk. */
import en from '../en/wall';
import { addWords } from '../index';
import zh from '../zh/wall';

addWords('wall', zh, en);
