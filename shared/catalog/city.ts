/** The city that this deployment watches. Another city is another folder beside `hanoi/` and another name here. */
export { hanoi as catalogue } from './hanoi.ts';
