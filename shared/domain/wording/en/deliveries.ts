import type { deliveries as vi } from '../vi/deliveries.ts';

export const deliveries: typeof vi = {
  silenced: (until) => `Silenced until ${until}`,
  'false-alarm': 'Called a false alarm',
  laterTold: (version) => `Version ${version} was told instead`,
  'told-meanwhile': 'Another version was told meanwhile',
  'nobody-asks': 'Nobody is told on this channel any more',
};
