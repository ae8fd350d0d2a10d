/** Loads the words of this feature with its chunk. */
import en from '../en/department';
import { addWords } from '../index';
import zh from '../zh/department';

addWords('department', zh, en);
