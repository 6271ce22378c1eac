// Where the window is, and the way back and forward.
import { useState } from 'react';
import { type Destination, takeFirstDestination } from '../bridge/navigation.ts';
import { useCommand } from '../parts/commands.ts';

/** Places kept for going back. */
const kept = 50;

interface Visited {
  readonly places: readonly Destination[];
  readonly at: number;
}

export function useVisited() {
  const [{ places, at }, setVisited] = useState<Visited>(() => ({ places: [takeFirstDestination()], at: 0 }));
  const go = (destination: Destination) =>
    setVisited((now) => {
      const before = now.places.slice(0, now.at + 1);
      if (JSON.stringify(before.at(-1)) === JSON.stringify(destination)) return now;
      const next = [...before, destination].slice(-kept);
      return { places: next, at: next.length - 1 };
    });
  const step = (by: -1 | 1) => setVisited((now) => ({ ...now, at: Math.max(0, Math.min(now.places.length - 1, now.at + by)) }));
  useCommand('back', () => step(-1));
  useCommand('forward', () => step(1));
  return { destination: places[at] ?? { screen: 'home' as const }, go };
}
