import { view } from './view-words';

/** What to call this device: a phone where fingers point, else a computer. */
export function deviceName(): string {
  const touch = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;
  return view()(touch ? 'device.phone' : 'device.computer');
}
