import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { isLoopback } from '../../redcap/url.ts';
import { reportOn } from './finding.ts';
import type { Finding, Reporter } from './finding.ts';
import { askPlainly, codeOf, openSocket, openTls, openTunnel, resolveName, TunnelRefused } from './way.ts';
import type { PlainAnswer, Way } from './way.ts';

/** A certificate that ends sooner is to be renewed. */
const DAYS_LEFT = 21;
const DAY_MS = 86_400_000;
/** Changes since a moment, and times of the log, are asked for by REDCap's clock. */
const CLOCK_SECONDS = 60;

/** Ends the examination of a host: what comes after could not work either. */
class Stop extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.says);
    this.finding = finding;
  }
}

/** Does a step. A failure is a finding, and the last one. */
const attempt = async <Result>(work: Promise<Result>, explain: (code: string) => Finding): Promise<Result> => {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(explain(codeOf(error)));
  }
};

const reach = async (way: Way, { ok, fail }: Reporter, findings: Finding[]): Promise<Socket> => {
  const { proxy } = way;
  const target = new URL(way.url);
  const next = proxy === null ? target : new URL(proxy.url);
  const [name, remedy] =
    proxy === null ? ['host', 'the address of the REDCap'] : ['proxy', 'redcap.proxy or HTTPS_PROXY'];
  const addresses = await attempt(resolveName(next), (code) =>
    fail(
      'DNS',
      `the name of the ${name} is not found (${code}).`,
      `Look at ${remedy}, and at the DNS of this machine.`,
    ),
  );
  findings.push(ok('DNS', `${next.hostname} has ${String(addresses)} address${addresses === 1 ? '' : 'es'}.`));
  const socket = await attempt(openSocket(next), (code) =>
    fail('TCP', `the ${name} cannot be reached (${code}).`, 'Look at the port, and at the firewall in between.'),
  );
  findings.push(ok('TCP', `${next.host} takes connections.`));
  if (proxy === null) return socket;
  return attempt(
    openTunnel(socket, proxy, target).catch((error: unknown) => {
      if (!(error instanceof TunnelRefused)) throw error;
      const says = `${next.host} opens no tunnel to ${target.host} (${String(error.status)}).`;
      throw new Stop(
        fail('proxy', says, 'Look at redcap.proxyCredentials and at what the proxy allows, or at NO_PROXY.'),
      );
    }),
    (code) => fail('proxy', `the connection broke (${code}).`, 'Look at the proxy.'),
  ).then((tunnel) => {
    findings.push(ok('proxy', `${next.host} opens a tunnel.`));
    return tunnel;
  });
};

/** A name of a certificate in one line; a certificate may hold several of a kind. */
const nameOf = (name: string | readonly string[] | undefined): string => [name ?? []].flat().join(', ').slice(0, 80);

const judgeCertificate = (socket: TLSSocket, { ok, warn, fail }: Reporter): Finding => {
  const certificate = socket.getPeerCertificate();
  const issuer = nameOf(certificate.issuer?.O) || nameOf(certificate.issuer?.CN) || 'nobody';
  const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / DAY_MS);
  if (!socket.authorized) {
    const reason = String(socket.authorizationError);
    const says = `the certificate by ${issuer} is not trusted (${reason}).`;
    throw new Stop(fail('TLS', says, 'Name the certificates of its authority by redcap.caFile. Nothing was sent.'));
  }
  const says = `the certificate by ${issuer} is good for ${String(days)} days, ${socket.getProtocol() ?? 'TLS'}.`;
  return days < DAYS_LEFT ? warn('TLS', says, 'Have it renewed by whoever runs the REDCap server.') : ok('TLS', says);
};

const secure = async (socket: Socket, { url: address, tls }: Way, reporter: Reporter): Promise<[Socket, Finding]> => {
  const { ok, warn, fail } = reporter;
  const url = new URL(address);
  if (isLoopback(url.hostname) && url.protocol === 'http:')
    return [socket, ok('TLS', 'is not needed on this machine.')];
  if (url.protocol !== 'https:') {
    return [socket, warn('TLS', 'the address begins with http: the token travels in clear text.', 'Use https.')];
  }
  const secured = await attempt(openTls(socket, url, tls), (code) =>
    fail('TLS', `no TLS connection came about (${code}).`, 'Look at the port, and at redcap.clientCertificate.'),
  );
  return [secured, judgeCertificate(secured, reporter)];
};

const judgeAnswer = ({ status, location }: PlainAnswer, url: URL, { ok, fail }: Reporter): Finding => {
  if (status >= 300 && status < 400) {
    const target = location === undefined || !URL.canParse(location, url) ? undefined : new URL(location, url);
    // What follows the path may be of a sign-in.
    const where = target === undefined ? 'elsewhere' : `to ${target.origin}${target.pathname}`;
    return fail('HTTP', `the address redirects ${where}.`, 'Configure the address at which the API itself is.');
  }
  if (status === 404)
    return fail('HTTP', 'there is nothing at the address (404).', 'It ends in /api/, often /redcap/api/.');
  // REDCap says 501 to what it does not know.
  if (status >= 500 && status !== 501)
    return fail('HTTP', `the server answers ${String(status)}.`, 'Ask whoever runs the REDCap server.');
  return ok('HTTP', `a web server answers ${String(status)} to a call without a token.`);
};

const judgeClock = ({ date }: PlainAnswer, { ok, warn }: Reporter): Finding[] => {
  const time = Date.parse(date ?? '');
  if (Number.isNaN(time)) return [];
  const seconds = Math.round((time - Date.now()) / 1000);
  const says = `${String(Math.abs(seconds))} seconds ${seconds < 0 ? 'behind' : 'ahead'}.`;
  return [
    Math.abs(seconds) > CLOCK_SECONDS
      ? warn('clock', says, 'Set the clock of this machine, or of REDCap, by NTP.')
      : ok('clock', says),
  ];
};

/** Looks at the way to one REDCap, step by step, until one fails. One request is made, without a token. */
export const examineHost = async (way: Way): Promise<readonly Finding[]> => {
  const url = new URL(way.url);
  const reporter = reportOn(url.host);
  const findings: Finding[] = [];
  try {
    const [socket, finding] = await secure(await reach(way, reporter, findings), way, reporter);
    findings.push(finding);
    const answer = await attempt(askPlainly(socket, url), (code) =>
      reporter.fail('HTTP', `no answer came (${code}).`, 'Ask whoever runs the REDCap server.'),
    );
    findings.push(judgeAnswer(answer, url, reporter), ...judgeClock(answer, reporter));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    findings.push(error.finding);
  }
  return findings;
};
