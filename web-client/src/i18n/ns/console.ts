/** Loads the words of this feature with its chunk. */
import en from '../en/console';
import { addWords } from '../index';
import zh from '../zh/console';

addWords('console', zh, en);
