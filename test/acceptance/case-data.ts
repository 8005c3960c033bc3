const dayMs = 86_400_000;

/** A made-up file of orders in the shape of the recorded one: on time, late, cancelled, lost. The same text every time. */
export function syntheticOrders(): string {
  const next = numbers(20_260_301);
  const rows = ['orderId,status,orderedAt,promisedAt,deliveredAt'];
  for (let index = 0; index < 600; index += 1) {
    const ordered = Date.UTC(2017, 0, 2) + Math.floor(next() * 400) * dayMs + Math.floor(next() * 86_400) * 1000;
    const promised = Math.ceil(ordered / dayMs) * dayMs + Math.floor(5 + next() * 30) * dayMs;
    const delivered = ordered + Math.floor(next() * 30 * 86_400) * 1000;
    const drawn = next();
    const status = statusOf(drawn);
    const isDelivered = status === 'delivered' || (status === 'canceled' && next() < 0.2);
    rows.push(
      `o${String(index)},${status},${stamp(ordered)},${stamp(promised)},${isDelivered ? stamp(delivered) : ''}`,
    );
  }
  return `${rows.join('\n')}\n`;
}

/** Made-up incidents and their state changes in the shape of the recorded files. */
export function syntheticIncidents(): { incidents: string; states: string } {
  const next = numbers(20_260_302);
  const incidents = ['number,priority,contactType,category,openedAt,resolvedAt,closedAt,madeSla,reopenCount'];
  const states = ['number,at,state'];
  for (let index = 0; index < 300; index += 1) {
    const name = `INC${String(index)}`;
    const opened = Date.UTC(2016, 1, 27) + Math.floor(next() * 60 * 1440) * 60_000;
    const resolved = opened + Math.floor(next() * next() * 12 * 1440) * 60_000;
    const isOpen = next() < 0.04;
    const priority = ['1 - Critical', '2 - High', '3 - Moderate'][Math.floor(next() * 3)] ?? '';
    incidents.push(`${name},${priority},Phone,Category 1,${stamp(opened)},${isOpen ? '' : stamp(resolved)},,TRUE,0`);
    states.push(`${name},${stamp(opened + 60_000)},New`);
    if (next() < 0.6) {
      const at = opened + Math.floor((resolved - opened) * next());
      states.push(`${name},${stamp(at)},Awaiting User Info`);
      if (next() < 0.8) states.push(`${name},${stamp(at + Math.floor(next() * 1440) * 60_000)},Active`);
    }
    if (!isOpen) states.push(`${name},${stamp(resolved)},Resolved`);
  }
  return { incidents: `${incidents.join('\n')}\n`, states: `${states.join('\n')}\n` };
}

function statusOf(drawn: number): string {
  if (drawn < 0.05) return 'canceled';
  return drawn < 0.1 ? 'shipped' : 'delivered';
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Numbers from 0 to 1 that a seed decides (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
