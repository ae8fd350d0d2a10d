/** Loads the words of the common picture with the first screen that shows it. */
import en from '../en/picture';
import { addWords } from '../index';
import zh from '../zh/picture';

addWords('picture', zh, en);
