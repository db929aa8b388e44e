export { cueVersion, type Level, type Reading, readCues } from './read';
