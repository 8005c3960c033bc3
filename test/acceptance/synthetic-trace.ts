const columns =
  'Timestamp,Longitude,Latitude,Speed,Operatorname,CellID,NetworkMode,RSRP,RSRQ,SNR,CQI,RSSI,DL_bitrate,UL_bitrate,State,PINGAVG,PINGMIN,PINGMAX,PINGSTDEV,PINGLOSS,CELLHEX,NODEHEX,LACHEX,RAWCELLID,NRxRSRP,NRxRSRQ';

/**
 * A made-up trace of two hours and a quarter in the form operators' drive tests have: a row a second, some seconds twice,
 * some not at all, `-` where a column has nothing to say, zeros that are values, a ping every few seconds, a silence of
 * twelve minutes and an outage of nine. The same text every time.
 */
export function syntheticTrace(): string {
  const next = numbers(20_260_219);
  const start = Date.UTC(2021, 1, 18, 9, 17, 3);
  const rows = [columns];
  for (let second = 0; second < 8100; second += 1) {
    if (isSilent(second) || next() < 0.02) continue;
    const times = next() < 0.05 ? 2 : 1;
    for (let count = 0; count < times; count += 1) rows.push(row(start + second * 1000, second, next));
  }
  return `${rows.join('\r\n')}\r\n`;
}

function isSilent(second: number): boolean {
  return second >= 5000 && second < 5720;
}

function isOut(second: number): boolean {
  return second >= 2000 && second < 2540;
}

function row(at: number, second: number, next: () => number): string {
  const bitrate = isOut(second) || next() < 0.1 ? 0 : Math.floor(next() * 180_000);
  const hasPing = second % 7 === 0;
  const ping = !hasPing || isOut(second) ? '-' : (20 + next() * 90).toFixed(1);
  const loss = hasPing ? lossAt(second, next) : '-';
  const cells = ['-8.394632000000001', '51.886254', '0', 'B', '11', '5G', '-101', '-10', '0.0', '12', '-103'];
  return [
    stamp(at),
    ...cells,
    bitrate,
    3,
    'D',
    ping,
    ping,
    ping,
    '-',
    loss,
    'B',
    'A4DF',
    '9CBA',
    '10805003',
    '-104.0',
    '-9.0',
  ].join(',');
}

function lossAt(second: number, next: () => number): string {
  if (isOut(second)) return '100.0';
  const drawn = next();
  if (drawn < 0.03) return '100.0';
  return drawn < 0.1 ? '20.0' : '0.0';
}

/** `2021.02.18_09.17.03`: wall time in Dublin, which is on UTC in February. */
function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll('-', '.').replaceAll(':', '.').replace('T', '_');
}

/** Numbers from 0 to 1 that a seed decides (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
