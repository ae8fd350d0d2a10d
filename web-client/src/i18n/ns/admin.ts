/** Loads the words of this feature with its chunk. */
import en from '../en/admin';
import { addWords } from '../index';
import zh from '../zh/admin';

addWords('admin', zh, en);
