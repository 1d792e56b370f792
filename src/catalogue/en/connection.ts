import type {connection as domain} from '../connection.ts'
import type {WordsOf} from '../entry.ts'

export const connection: WordsOf<typeof domain> = {
  'server-not-running': {
    title: 'Nothing listens[ on {host}:{port}]: the Ollama server is not running there',
    meaning: 'The machine answered at once that no program listens on this port.',
    causes: [
      'The server or the desktop app was never started, or it has exited.',
      'The server listens on another port or address (OLLAMA_HOST of the server).',
      'Ollama is not installed on this machine.',
    ],
    fixes: {
      start: 'Start the server.',
      look: 'If it does not stay up, look why.',
      install: 'If Ollama is not installed, get it from https://ollama.com/download.',
    },
  },
  'container-localhost': {
    title: 'Inside a container, localhost is the container itself[: nothing listens on {host}:{port} here]',
    meaning:
      'The doctor runs in a container and was pointed at this container’s own loopback address; Ollama runs on the host or in another container.',
    causes: ['The address was copied from a setting that is right outside of the container.'],
    fixes: {
      hostGateway: 'If Ollama runs on the host, use the host’s name as containers see it.',
      service: 'If Ollama runs in another container, use that service’s name.',
    },
  },
  'host-gateway-missing': {
    title: 'host.docker.internal does not resolve in this container',
    meaning: 'Docker on Linux knows this name only where the container was started with a host-gateway mapping.',
    causes: ['The container was started without --add-host, or the Compose service has no extra_hosts.'],
    fixes: {
      add: 'Start the container with the mapping; in Compose: extra_hosts: ["host.docker.internal:host-gateway"].',
    },
  },
  'container-dns-name': {
    title: 'The name[ {host}] is not known in this container’s network',
    meaning: 'Service names resolve only between containers of the same network, and only while the service runs.',
    causes: ['The service is not started.', 'It is in another network or namespace.', 'The name is misspelt.'],
    fixes: {
      network: 'See which services run; both must share a network.',
      service: 'In Kubernetes, use NAME.NAMESPACE.svc from another namespace.',
    },
  },
  'server-bound-loopback': {
    title: 'The server seems to listen on its own loopback address only[: {host}:{port} refuses]',
    meaning:
      'Ollama listens on 127.0.0.1 unless it is told otherwise; every other address of its machine then refuses.',
    causes: ['OLLAMA_HOST is not set for the server.', 'It is set in a shell, which the service never sees.'],
    fixes: {
      bind: 'Let the server listen on all addresses. Ollama has no authentication: whoever can reach the port can use it, so keep the port behind a firewall.',
      tunnel: 'Or leave the server as it is and use a tunnel.',
    },
  },
  'client-host-mismatch': {
    title: 'The address is not where the server listens[: {url} refuses][; {suggestion} may be it]',
    meaning:
      'In OLLAMA_HOST, http:// without a port means 80 and https:// means 443; and 127.0.0.1 and ::1 are two addresses, of which Ollama listens on one.',
    causes: ['The port was left out of an address with a scheme.', 'The server listens on the other loopback address.'],
    fixes: {port: 'Use the address on which it listens.'},
  },
  'client-dials-wildcard': {
    title: '0.0.0.0 is an address to listen on, not to connect to',
    meaning:
      'Windows refuses connections to it, so the ollama command fails here with this OLLAMA_HOST; the doctor dialled loopback instead.',
    causes: ['OLLAMA_HOST was set for the server, and clients read the same variable.'],
    fixes: {loopback: 'Set OLLAMA_HOST for the client only.'},
  },
  'localhost-resolution': {
    title: '“localhost” leads to the wrong loopback address here[: {suggestion} answers]',
    meaning: 'localhost can be 127.0.0.1 or ::1, and Ollama listens on one of them only.',
    causes: ['The name resolves to ::1 first or only.', 'The server was told to listen on the other one.'],
    fixes: {literal: 'Use the address instead of the name.'},
  },
  'ollama-host-malformed': {
    title:
      'The server’s address is malformed[: “{input}”][; {badPort} is no port, so Ollama takes the default][; only http and https are schemes, not “{badScheme}”][; a bare number is a host name to Ollama, a port is written :{number}][; “{badHost}” is no host name]',
    meaning:
      'Ollama’s client reads OLLAMA_HOST as a host, with a scheme before it and a port and a path behind it where needed; of this one it makes {url}.',
    causes: ['A full-width colon or a quote was pasted.', 'The scheme, the host or the port is misspelt.'],
    fixes: {correct: 'Correct the address.'},
  },
  'client-wrong-url': {
    title: 'What answers is not Ollama[: {what}][; it wants {httpsUrl}]',
    meaning: 'Something answers HTTP there, but not as Ollama’s API does.',
    causes: [
      'The port or the path belongs to another program, such as Open WebUI.',
      'The address has /v1 or /api at its end, or lacks a prefix that a proxy asks for.',
    ],
    fixes: {
      base: 'See what answers, and use the address without /api or /v1.',
      owner: 'See which program has the port.',
    },
  },
  'https-to-http': {
    title: 'The address says https, and the server speaks plain HTTP[ on port {port}]',
    meaning: 'Ollama itself has no TLS; only a proxy in front of it can speak https.',
    causes: ['The address has https:// where http:// is right.', 'The port is Ollama’s own, not the proxy’s.'],
    fixes: {plain: 'Use http://.'},
  },
  'cors-origin-forbidden': {
    title: 'The server forbids the request: 403 with an empty body',
    meaning: 'Ollama answers this way when the Origin of a browser page is not on its list.',
    causes: ['A proxy adds an Origin header.', 'OLLAMA_ORIGINS of the running server lacks this origin.'],
    fixes: {
      origins: 'Allow exactly the origin that asks; with * every web page that a user visits may use the server.',
    },
  },
  'reverse-proxy-host-header': {
    title: 'The server forbids the Host header it is sent[: 403 for {host}]',
    meaning:
      'A server that listens on loopback answers 403 with an empty body unless the Host header is an IP address, localhost or a local name.',
    causes: ['A tunnel or proxy passes the public name on.', 'A name of its own leads to 127.0.0.1.'],
    fixes: {header: 'Let the proxy send a Host that Ollama accepts.'},
  },
  'reverse-proxy-misconfigured': {
    title: 'The proxy in front of Ollama does not get through[: {what}]',
    meaning:
      'A proxy answered with an error page of its own, so the request never reached Ollama or was led elsewhere.',
    causes: ['Ollama is down behind the proxy.', 'The proxy’s upstream address, certificate or redirect is wrong.'],
    fixes: {
      upstream: 'Ask Ollama directly, on the machine of the proxy.',
      settings: 'Then compare the proxy’s upstream address with the one that answers.',
    },
  },
  'reverse-proxy-timeout': {
    title: 'The proxy in front of Ollama gave up waiting[: {what}]',
    meaning:
      'Ollama sends nothing before the first token, which can take minutes while a model loads; the proxy’s read timeout is shorter.',
    causes: ['The model was loading.', 'The prompt was long.'],
    fixes: {
      raise: 'Raise the proxy’s read timeout.',
      preload: 'Or load the model beforehand and keep it loaded (keep_alive).',
    },
  },
  'http-proxy-hijacks-local': {
    title: 'Clients here send requests for this server to a proxy[: {proxy}]',
    meaning:
      'A proxy variable is set and NO_PROXY does not exempt this host. The doctor asked directly; the ollama command and most libraries will not.',
    causes: ['NO_PROXY lacks the server’s name or address.'],
    fixes: {exempt: 'Exempt the host from the proxy.'},
  },
  'server-auth-required': {
    title: 'The address asks for credentials[: {status} {what}]',
    meaning: 'Ollama itself has no login, so a proxy in front of it asks.',
    causes: ['The proxy protects the server, and no credentials were given.', 'The credentials are wrong.'],
    fixes: {credentials: 'Give them in the URL; they are never printed.'},
  },
  'server-certificate-untrusted': {
    title: 'The certificate of the address is not trusted[: {reason}]',
    meaning:
      'Ollama itself has no TLS, so the certificate is that of a proxy in front of it; clients refuse it as the doctor does.',
    causes: [
      'It is self-signed, or of an authority that this machine does not know.',
      'It has expired, or the clock is wrong.',
      'It is for another name.',
    ],
    fixes: {
      trust: 'If it is of your own authority, let the client know that authority.',
      look: 'Look at the certificate.',
    },
  },
  'host-name-unresolvable': {
    title: 'The name[ {host}] does not resolve',
    meaning: 'No address is known for it here, so nothing was connected to.',
    causes: ['It is misspelt.', 'The DNS server, VPN or hosts file that knows it is not in use.'],
    fixes: {lookup: 'See what the system’s resolver says.'},
  },
  'host-unreachable': {
    title: 'There is no route to the machine[ {host}]',
    meaning: 'The network has no way to this address, or the machine is off.',
    causes: [
      'The machine or its network is down.',
      'A VPN is missing.',
      'macOS denies this program the local network.',
    ],
    fixes: {
      route: 'See which way the packets would go.',
      localNetwork: 'On macOS 15 and newer, allow the terminal under Privacy & Security, Local Network.',
    },
  },
  'connection-reset': {
    title: 'The connection was accepted and then cut before any answer',
    meaning: 'Something listens on the port, but closed the connection without answering HTTP.',
    causes: [
      'The server was just stopping or crashing.',
      'Another program, or a port mapping without a server behind it, has the port.',
    ],
    fixes: {log: 'See in the server’s log whether it restarted.', restart: 'Restart the server.'},
  },
  'server-unresponsive': {
    title: 'The port is open, but no HTTP answer came[ within {waitedMs}]',
    meaning: 'The system accepts the connection for the server, and the server does not answer it.',
    causes: [
      'It is starting: Ollama opens the port, then looks for GPUs for up to 90 seconds, and only then answers.',
      'The server is frozen or stopped.',
      'Another program has the port.',
    ],
    fixes: {wait: 'If it was just started, wait.', restart: 'If it stays so, restart the server.'},
  },
  'server-starting': {
    title: 'The server may still be starting',
    meaning:
      'Ollama opens its port before it looks for GPUs, and serves HTTP only afterwards; that takes up to 90 seconds.',
    causes: ['GPU discovery is running.'],
    fixes: {wait: 'Ask again until it answers.'},
  },
  'connect-timeout': {
    title: 'No answer to the connection attempt[ to {host}:{port}]',
    meaning: 'Packets to the address get lost: neither accepted nor refused.',
    causes: ['A firewall drops them.', 'The address is wrong, or the machine is off.'],
    fixes: {
      ping: 'See whether the machine answers at all.',
      firewall: 'On the server, allow the port for your network only.',
    },
  },
  'response-invalid': {
    title:
      'The server’s answer is not what Ollama sends[: {endlessPath} sent more than {limitBytes}][: {slowPath} was not complete after {waitedMs}][: {cutPath} was cut off][: {invalidPath} answered something else]',
    meaning: 'The request was answered, but what came cannot be Ollama’s answer to it.',
    causes: ['A proxy or another program answers in its place.', 'The answer was cut on the way.'],
    fixes: {look: 'Look at the raw answer.'},
  },
}
