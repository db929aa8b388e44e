export * from './verification/bytes';
