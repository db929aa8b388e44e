import { startEntry } from '../../view/entry';
import { Kept } from './kept';

void startEntry(Kept);
