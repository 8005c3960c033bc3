import { BlockList, isIP } from 'node:net';
import type { Fault } from '../kernel/problem.ts';
import { callbackRefusal } from '../resources/hub.ts';

/** Decides which addresses callbacks may reach. */
export interface AddressGuard {
  /** What is wrong with a callback URL as far as its text tells; empty when nothing is. For the check at registration. */
  checkUrl(url: string): Fault[];
  /** Whether a connection to this IP address may be made, `host` being the name it was looked up for (or the address itself). */
  isAllowedAddress(address: string, host: string): boolean;
}

/** Never reachable without permission: IANA's special-purpose registry, multicast, and clouds' metadata addresses outside it. */
const refusedRanges4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast (2000::/3) is public, less what it holds of tunnels, documentation and protocol assignments. */
const refusedRanges6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused4 = blockListOf(refusedRanges4, 'ipv4');
const refused6 = blockListOf(refusedRanges6, 'ipv6');
const global6 = blockListOf([['2000::', 3]], 'ipv6');

/** Top-level names that mean something in a network of one's own only: RFC 6761, 6762 (and its appendix G), 8375, ICANN for `internal`. */
const privateDomain = /(?:^|\.)(?:local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa)$/;
const loopbackName = /(?:^|\.)localhost(?:\.localdomain)?$/;

// One text for every refusal: which of our neighbours exist is nobody's business.
const refused: Fault[] = [{ path: 'callback', reason: callbackRefusal }];

/**
 * A guard that refuses private, loopback, link-local, multicast, unspecified, documentation and metadata addresses, in
 * every form they can be written, and URLs that others may read differently, except the hosts, addresses and CIDR ranges in
 * `allow` (`SURETY_CALLBACK_ALLOW`, entries checked by the configuration). A host name in `allow` may resolve to anything.
 * Pure; throws RangeError on an entry it cannot read.
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const { hosts, ranges, hasRanges } = readAllowed(allow);
  const isAllowedAddress = (address: string, host: string): boolean =>
    hosts.has(hostKey(host)) || isInside(ranges, address) || isPublic(address);
  const isAllowedHost = (host: string): boolean => {
    if (isIP(host) !== 0) return isAllowedAddress(host, host);
    const key = hostKey(host);
    if (hosts.has(key)) return true;
    if (loopbackName.test(key)) return loopback.some((address) => isInside(ranges, address));
    // What a name of our own network resolves to may lie in a permitted range. That, and other names, are judged when they are called.
    return hasRanges || !isPrivateName(key);
  };
  return {
    isAllowedAddress,
    checkUrl: (url) => {
      const host = hostOf(url);
      return host !== undefined && isAllowedHost(host) ? [] : refused;
    },
  };
}

const loopback = ['127.0.0.1', '::1'];

/**
 * The host of an absolute http(s) URL without credentials, IPv6 without brackets. The URL parser has made `0x7f.1` into
 * 127.0.0.1. What it would mend by itself (blanks, line ends, backslashes, missing slashes) is refused: others mend differently.
 */
function hostOf(url: string): string | undefined {
  if (/[\p{Cc}\s\\]/u.test(url) || !/^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(url) || !URL.canParse(url))
    return undefined;
  const { hostname, port } = new URL(url);
  // An empty label: only the last one may be, that of the root.
  if (port === '0' || /^\.|\.\./.test(hostname)) return undefined;
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function isPrivateName(key: string): boolean {
  return !key.includes('.') || privateDomain.test(key);
}

function hostKey(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

interface Allowed {
  hosts: Set<string>;
  ranges: BlockList;
  hasRanges: boolean;
}

function readAllowed(allow: readonly string[]): Allowed {
  const allowed: Allowed = { hosts: new Set(), ranges: new BlockList(), hasRanges: false };
  for (const entry of allow) {
    const [address = '', prefix] = entry.split('/');
    const version = isIP(address);
    if (version === 0 && prefix === undefined && address !== '') allowed.hosts.add(hostKey(address));
    else addRange(allowed.ranges, entry, prefix === undefined ? widestPrefix(address) : Number(prefix));
  }
  allowed.hasRanges = allowed.ranges.rules.length > 0;
  return allowed;
}

function addRange(ranges: BlockList, entry: string, prefix: number): void {
  const [address = ''] = entry.split('/');
  const widest = widestPrefix(address);
  if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > widest)
    throw new RangeError(`${entry}: neither a host, an address nor a CIDR range`);
  ranges.addSubnet(address, prefix, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function widestPrefix(address: string): number {
  return isIP(address) === 4 ? 32 : 128;
}

/** Public as IPv4, also when it comes inside IPv6 (mapped or NAT64), or global unicast IPv6. Anything that is no address is not. */
function isPublic(address: string): boolean {
  const ipv4 = ipv4Of(address);
  if (ipv4 !== undefined) return !refused4.check(ipv4, 'ipv4');
  const bare = withoutZone(address);
  return isIP(bare) === 6 && global6.check(bare, 'ipv6') && !refused6.check(bare, 'ipv6');
}

function isInside(ranges: BlockList, address: string): boolean {
  const ipv4 = ipv4Of(address);
  if (ipv4 !== undefined && ranges.check(ipv4, 'ipv4')) return true;
  const bare = withoutZone(address);
  return isIP(bare) === 6 && ranges.check(bare, 'ipv6');
}

/** The IPv4 address that would really be reached: the address itself, or the one inside ::ffff:0:0/96 or 64:ff9b::/96. */
function ipv4Of(address: string): string | undefined {
  if (isIP(address) === 4) return address;
  const groups = groupsOf(withoutZone(address));
  if (groups === undefined) return undefined;
  const head = groups.slice(0, 6).join(':');
  if (head !== '0:0:0:0:0:65535' && head !== '100:65435:0:0:0:0') return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight groups of an IPv6 address as numbers. The URL parser writes every form of one the same way. */
function groupsOf(address: string): number[] | undefined {
  if (isIP(address) !== 6) return undefined;
  const [, canonical = ''] = /^\[(.*)\]$/.exec(new URL(`http://[${address}]/`).hostname) ?? [];
  const [head = '', tail] = canonical.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
}

function withoutZone(address: string): string {
  return address.split('%', 1)[0] ?? '';
}

function blockListOf(ranges: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family);
  return list;
}
