/** Loads the words of this feature with its chunk. */
import en from '../en/evaluation';
import { addWords } from '../index';
import zh from '../zh/evaluation';

addWords('evaluation', zh, en);
