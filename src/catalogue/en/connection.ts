import type {connection as domain} from '../connection.ts'
import type {WordsOf} from '../entry.ts'

export const connection: WordsOf<typeof domain> = {
  'server-not-running': {
    title: 'Nothing listens[ on {host}:{port}]: the Ollama server is not running there',
    meaning: 'No program accepts connections at this address.',
    causes: [
      'The server or the desktop app was never started, or it has exited.',
      'The server listens on another port or address (OLLAMA_HOST of the server).',
      'The client runs in a container or in WSL, where 127.0.0.1 is not the machine of the server.',
      'Ollama is not installed on this machine.',
    ],
    confirm: 'Ask the server from its own machine, and see whether anything listens on port 11434 there.',
    fixes: {
      start: 'Start the server.',
      look: 'If it does not stay up, look why.',
      install: 'If Ollama is not installed, get it from https://ollama.com/download.',
    },
  },
  'container-localhost': {
    title: 'Inside a container, localhost is the container itself[: nothing listens on {host}:{port} here]',
    meaning:
      'The client runs in a container and was pointed at the container’s own loopback address; Ollama runs on the host or in another container.',
    causes: [
      'The address was copied from a setting that is right outside of the container.',
      'The address was never set, and the client’s default is localhost.',
    ],
    confirm: 'See whether the client runs in a container, and whether Ollama answers at this address outside of it.',
    fixes: {
      hostGateway:
        'If Ollama runs on the host, use the host’s name as containers see it; on Linux the server must listen on more than 127.0.0.1 for that.',
      service: 'If Ollama runs in another container, use that service’s name.',
      hostNetwork: 'Or let the container share the host’s network, so that localhost is the host.',
    },
  },
  'host-gateway-missing': {
    title: 'host.docker.internal does not resolve in this container',
    meaning: 'Docker on Linux knows this name only where the container was started with a host-gateway mapping.',
    causes: ['The container was started without --add-host, or the Compose service has no extra_hosts.'],
    confirm: 'See whether the container knows the name, and with which extra hosts it was made.',
    fixes: {
      add: 'Start the container with the mapping; in Compose: extra_hosts: ["host.docker.internal:host-gateway"].',
      bind: 'If the name resolves and is refused, let the server listen on Docker’s bridge; the ollama command then needs this OLLAMA_HOST, too. Every container can use the server: Ollama has no authentication.',
    },
  },
  'container-dns-name': {
    title: 'The name[ {host}] is not known in this container’s network',
    meaning: 'Service names resolve only between containers of the same network, and only while the service runs.',
    causes: ['The service is not started.', 'It is in another network or namespace.', 'The name is misspelt.'],
    confirm: 'Look the name up from inside the client’s container, and see which networks both are in.',
    fixes: {
      network: 'See which services run; both must share a network.',
      service: 'In Kubernetes, use NAME.NAMESPACE.svc from another namespace.',
      join: 'If Ollama’s container is in another network, connect it to that of the client.',
    },
  },
  'server-bound-loopback': {
    title: 'The server seems to listen on its own loopback address only[: {host}:{port} refuses]',
    meaning:
      'Ollama listens on 127.0.0.1 unless it is told otherwise; every other address of its machine then refuses.',
    causes: [
      'OLLAMA_HOST is not set for the server.',
      'It is set in a shell, which the service never sees.',
      'The container’s port is published on 127.0.0.1 only.',
    ],
    confirm: 'On the machine of the server, see on which address it listens: 127.0.0.1 is reached from there alone.',
    fixes: {
      bind: 'Let the server listen on all addresses. Ollama has no authentication: whoever can reach the port can use it, so keep the port behind a firewall.',
      tunnel: 'Or leave the server as it is and use a tunnel.',
    },
  },
  'bind-address-not-local': {
    title: 'The server was told to listen on an address that this machine does not have[: {address}]',
    meaning:
      'OLLAMA_HOST of the server must be an address of its own machine. It cannot be opened, so the server exits at once.',
    causes: [
      'OLLAMA_HOST was meant for a client, and the server reads the same variable.',
      'The address of the machine has changed, or its network is not up yet at boot.',
      'In a container or in WSL, the address of the host is not one of its own.',
    ],
    confirm: 'Compare the machine’s addresses with the OLLAMA_HOST that the server has.',
    fixes: {
      loopback: 'If only this machine uses the server, listen on loopback.',
      all: 'If others use it, listen on all addresses. Ollama has no authentication, so keep the port behind a firewall.',
      wait: 'If the address comes up late at boot, let the service wait for the network.',
    },
  },
  'client-dials-wildcard': {
    title: '0.0.0.0 is an address to listen on, not to connect to',
    meaning:
      'The client connects to 0.0.0.0. On Windows most programs fail with that, and elsewhere it leads to the client’s own machine or container, whatever was meant.',
    causes: [
      'OLLAMA_HOST was set for the server, and clients read the same variable.',
      'The address was copied from the server’s log or settings into a client.',
    ],
    confirm: 'See whether the client’s OLLAMA_HOST or base URL is 0.0.0.0, and whether 127.0.0.1 answers.',
    fixes: {
      loopback: 'Set OLLAMA_HOST for the client only.',
      remote:
        'If the client runs in a container or on another machine, give it the server’s real address, such as http://host.docker.internal:11434.',
    },
  },
  'client-host-mismatch': {
    title: 'The address is not where the server listens[: {url} refuses][; {suggestion} may be it]',
    meaning:
      'In OLLAMA_HOST, http:// without a port means 80 and https:// means 443; and 127.0.0.1 and ::1 are two addresses, of which Ollama listens on one.',
    causes: [
      'The port was left out of an address with a scheme.',
      'The server listens on another address or port than the client asks.',
      'The server listens on the other loopback address.',
    ],
    confirm: 'Compare the OLLAMA_HOST of the client’s shell with the address that the server logged when it started.',
    fixes: {
      port: 'Use the address on which it listens.',
      unset: 'If the server listens on its default address, take the variable away from the client.',
    },
  },
  'localhost-resolution': {
    title: '“localhost” leads to the wrong loopback address here[: {suggestion} answers]',
    meaning: 'localhost can be 127.0.0.1 or ::1, and Ollama listens on one of them only.',
    causes: [
      'The name resolves to ::1 first or only, as Node.js 17 and newer prefer.',
      'The resolver does not know localhost at all, for example offline.',
      'The server was told to listen on the other one.',
    ],
    confirm: 'See what localhost resolves to, and whether 127.0.0.1 answers.',
    fixes: {
      literal: 'Use the address instead of the name.',
      hosts: 'See that the hosts file has a line with 127.0.0.1 and localhost.',
      dualStack:
        'Or let the server listen on all addresses of both families. Ollama has no authentication, so keep the port behind a firewall.',
    },
  },
  'ollama-host-malformed': {
    title:
      'The server’s address is malformed[: “{input}”][; {badPort} is no port, so Ollama takes the default][; only http and https are schemes, not “{badScheme}”][; a bare number is a host name to Ollama, a port is written :{number}][; “{badHost}” is no host name]',
    meaning:
      'Ollama reads OLLAMA_HOST as a host, with a scheme before it and a port and a path behind it where needed[; of this one it makes {url}].',
    causes: [
      'The port is missing its colon or is no number from 0 to 65535.',
      'The scheme or the host is misspelt.',
      'A full-width colon or a quote was pasted.',
    ],
    confirm: 'Look at the variable itself, and at what the server has of it.',
    fixes: {
      correct: 'Correct the address.',
      server: 'If the service has it, correct it there.',
    },
  },
  'client-url-missing-scheme': {
    title: 'The address in the client lacks http://',
    meaning:
      'The ollama command takes an address without a scheme; most libraries want a whole URL and refuse anything else before they connect.',
    causes: [
      'The address was written as localhost:11434.',
      'The setting or variable with the base URL is empty.',
      'The value of OLLAMA_HOST was used as a URL.',
    ],
    confirm: 'See what the program has as its base URL.',
    fixes: {
      scheme: 'Write the address with its scheme, and see that it answers.',
      variable: 'Set it where the program reads it, such as OLLAMA_BASE_URL=http://localhost:11434 of Open WebUI.',
    },
  },
  'client-wrong-url': {
    title: 'What answers is not Ollama[: {what}][; it wants {httpsUrl}]',
    meaning: 'Something answers there, but not as Ollama’s API does: the address or its path is wrong.',
    causes: [
      'The address has /v1 or /api at its end, or lacks the /v1 that an OpenAI client needs.',
      'The port or the path belongs to another program, such as Open WebUI.',
      'The setting wants a host, and was given a whole URL.',
      'A proxy asks for a prefix, or answers in Ollama’s place.',
    ],
    confirm:
      'Ask the address as the client has it: Ollama says “Ollama is running” at its root, and logs the paths asked for.',
    fixes: {
      base: 'Use the address without /api or /v1, and see that it answers.',
      owner: 'See which program has the port.',
      openai: 'For an OpenAI client give the base URL with /v1 at its end, for one of Ollama’s own API without.',
    },
  },
  'http-method-wrong': {
    title: 'The path is right, the HTTP method is not',
    meaning:
      'Ollama answers 405 (404 before 0.7.0) when a path is asked with another method than its own, such as GET for /api/generate.',
    causes: [
      'The request was opened in a browser or sent without a body, which makes it a GET.',
      'A redirect, such as that from http to https, turned the POST into a GET.',
      'The client uses DELETE or POST the other way round.',
    ],
    confirm: 'See in the server’s log which method arrived, and whether a redirect came before it.',
    fixes: {
      post: 'Send generate, chat, embed, show and pull as POST with a JSON body; tags, ps and version as GET; delete as DELETE.',
      redirect: 'If the address redirects, use the one that it leads to.',
    },
  },
  'https-to-http': {
    title: 'The address says https, and the server speaks plain HTTP[ on port {port}]',
    meaning: 'Ollama itself has no TLS; only a proxy in front of it can speak https.',
    causes: ['The address has https:// where http:// is right.', 'The port is Ollama’s own, not the proxy’s.'],
    confirm: 'Ask the same address with http://; if that answers, the scheme was all.',
    fixes: {
      plain: 'Use http://.',
      proxy: 'If it has to be https, put a proxy with a certificate in front and use the proxy’s port.',
    },
  },
  'mixed-content': {
    title: 'The browser blocks the request: an https page may not call an http address',
    meaning:
      'The page came over https and the server’s address begins with http://. The browser refuses before anything is sent, so the server’s log shows nothing.',
    causes: [
      'The web interface is behind https, and Ollama is not.',
      'The interface asks Ollama from the browser instead of from its own server.',
    ],
    confirm: 'Open the browser’s developer tools: its console names the page and the address that was blocked.',
    fixes: {
      pageOverHttp:
        'Open the web interface over http://, or let its own server ask Ollama where it has such a setting.',
      proxy:
        'Or give Ollama an https address of its own with a proxy. Ollama has no authentication, so let the proxy ask for it.',
      loopback: 'If Ollama runs on the machine of the browser, use http://localhost:11434, which most browsers allow.',
    },
  },
  'cors-origin-forbidden': {
    title: 'The server forbids requests from this browser page or extension (CORS)',
    meaning:
      'Ollama answers 403 with an empty body when the Origin of a browser page is not on its list. Only pages of localhost and a few apps are on it by default.',
    causes: [
      'OLLAMA_ORIGINS of the running server lacks this origin.',
      'OLLAMA_ORIGINS was set in a shell or without a restart, so the server does not have it.',
      'A proxy adds an Origin header.',
    ],
    confirm: 'Ask with the origin of the page: 403 means that it is not allowed. The log shows what the server has.',
    fixes: {
      origins: 'Allow exactly the origin that asks; with * every web page that a user visits may use the server.',
      extension: 'For browser extensions, allow their scheme.',
    },
  },
  'reverse-proxy-host-header': {
    title: 'The server forbids the Host header it is sent[: 403 for {host}]',
    meaning:
      'A server that listens on loopback answers 403 with an empty body unless the Host header is an IP address, localhost or a local name.',
    causes: ['A tunnel or proxy passes the public name on.', 'A name of its own leads to 127.0.0.1.'],
    confirm: 'Ask once as it is and once with Host: localhost; if only the second answers, it is the header.',
    fixes: {
      header: 'Let the proxy send a Host that Ollama accepts, such as localhost:11434.',
      tunnel: 'Let the tunnel do so. Whoever knows its address can use the server: Ollama has no authentication.',
      bind: 'Or let the server listen on all addresses, which ends the check. Ollama has no authentication, so keep the port behind a firewall.',
    },
  },
  'reverse-proxy-misconfigured': {
    title: 'The proxy in front of Ollama does not get through[: {what}]',
    meaning: 'A proxy answered with an error of its own, so the request never reached Ollama or was led elsewhere.',
    causes: [
      'Ollama is down behind the proxy.',
      'The proxy’s upstream address, certificate or redirect is wrong.',
      'The proxy runs in a container, where 127.0.0.1 is not the machine of the server.',
      'The proxy adds CORS headers to those of Ollama, or limits the size of the body.',
    ],
    confirm: 'Ask Ollama directly on the machine of the proxy, then through the proxy, and compare.',
    fixes: {
      start: 'If Ollama does not answer directly either, start it.',
      settings: 'If it does, give the proxy the address that answers as its upstream.',
      nginx: 'For nginx, take these lines as a start. They ask for no login; add one where others can reach the proxy.',
    },
  },
  'reverse-proxy-timeout': {
    title: 'The proxy in front of Ollama gave up waiting[: {what}]',
    meaning:
      'Ollama sends nothing before the first token, which can take minutes while a model loads; the proxy’s read timeout is shorter.',
    causes: [
      'The model was loading.',
      'The prompt was long.',
      'The request does not stream, so nothing comes until the end.',
    ],
    confirm: 'Ask on the machine of the server, past the proxy: if that answers, only late, it is the proxy’s limit.',
    fixes: {
      raise: 'Raise the proxy’s read timeout to ten minutes or so.',
      stream: 'Let the client stream, so that bytes come with every token.',
      preload: 'Or load the model beforehand and keep it loaded (keep_alive).',
    },
  },
  'http-proxy-hijacks-local': {
    title: 'Clients here send requests for this server to a proxy[: {proxy}]',
    meaning:
      'A proxy variable is set and NO_PROXY does not exempt this host, so the proxy gets the request and answers with an error or a page of its own.',
    causes: [
      'NO_PROXY lacks the server’s name or address.',
      'A VPN or proxy program set the variables for the whole system.',
      'The client does not read NO_PROXY, or not ranges of addresses in it.',
    ],
    confirm: 'See which proxy variables the client has, and ask once without any proxy.',
    fixes: {
      exempt: 'Exempt the host from the proxy.',
      unset: 'Or take the proxy away from this shell.',
      vpn: 'If a proxy program sets it for the system, exempt localhost, 127.0.0.1 and the server’s address in its settings.',
    },
  },
  'server-auth-required': {
    title: 'The address asks for credentials[: {what}]',
    meaning: 'Ollama itself has no login, so a proxy or another program in front of it asks.',
    causes: [
      'The proxy protects the server, and no credentials were given.',
      'The credentials are wrong.',
      'The address is that of a web interface, not of Ollama.',
    ],
    confirm: 'See who asks: the headers Server and WWW-Authenticate name it.',
    fixes: {credentials: 'Give ollama-doctor the credentials in the URL; it never prints them.'},
  },
  'server-certificate-untrusted': {
    title: 'The certificate of the address is not trusted[: {reason}]',
    meaning: 'Ollama itself has no TLS, so the certificate is that of a proxy in front of it, and clients refuse it.',
    causes: [
      'It is self-signed, or of an authority that this machine does not know.',
      'It has expired, or the clock is wrong.',
      'It is for another name.',
    ],
    confirm: 'Look at who issued the certificate, for which name and until when.',
    fixes: {
      trust:
        'If your own authority issued it, make the system of the client trust that authority, whose certificate is FILE.',
      node: 'Programs on Node.js, such as ollama-doctor, are told of the authority with a variable.',
    },
  },
  'wsl-network': {
    title: 'WSL and Windows do not share localhost',
    meaning:
      'In its usual NAT mode WSL is a machine of its own: 127.0.0.1 in WSL is not Windows, and a server that listens on loopback on one side is not reached from the other.',
    causes: [
      'The client runs in WSL and Ollama on Windows, or the other way round.',
      'Windows’ firewall blocks the bridge to WSL.',
      'A VPN, or a port forwarding left from an earlier set-up, takes the packets.',
    ],
    confirm: 'See which network mode WSL has, and ask Ollama from WSL and from Windows.',
    fixes: {
      mirrored: 'On Windows 11 22H2 or newer, let WSL mirror Windows’ network, so that localhost is the same.',
      bind: 'Or let the Windows server listen on all addresses and use Windows’ address from WSL. Ollama has no authentication, so keep the port behind a firewall.',
      firewall: 'If it is blocked then, allow the port from WSL.',
      portproxy: 'See whether an old forwarding has the port.',
    },
  },
  'firewall-blocked': {
    title: 'A firewall seems to block the port of the server',
    meaning:
      'The machine is in the same network, and packets to the port are dropped or refused on the way: Windows’ firewall, that of Linux, or one between them.',
    causes: [
      'The firewall of the server’s machine has no rule for port 11434.',
      'Windows takes the network for a public one.',
      'A guest network, VPN or cloud security group keeps the two apart.',
      'The machine is off, or the address is that of another one.',
    ],
    confirm: 'See whether the machine answers and only the port does not, and what the firewall of the server says.',
    fixes: {
      allow:
        'On the server, allow the port for your own network only, in place of 192.168.1.0/24; Ollama has no authentication.',
      profile: 'On Windows, see whether the network is Public; at home it can be made Private in the settings.',
      tunnel: 'Or leave the port closed and use a tunnel.',
    },
  },
  'macos-local-network': {
    title: 'macOS seems to deny this program the local network',
    meaning:
      'Since macOS 15 each program needs permission to reach other machines of the local network. Without it the system answers “no route to host”, though the system’s own curl gets through.',
    causes: [
      'The program was never allowed, or the question was declined.',
      'The terminal or editor from which it runs is the one that lacks the permission.',
      'The machine is off, or the network is another.',
    ],
    confirm: 'If /usr/bin/curl in Terminal reaches the server and the program does not, it is this.',
    fixes: {
      allow:
        'Allow the program, or the terminal or editor it runs in, under Privacy & Security > Local Network, and restart it.',
      tunnel: 'Or use a tunnel: 127.0.0.1 needs no permission.',
    },
  },
  'host-name-unresolvable': {
    title: 'The name[ {host}] does not resolve',
    meaning: 'No address is known for it here, so nothing was connected to.',
    causes: [
      'It is misspelt.',
      'The DNS server, VPN or hosts file that knows it is not in use.',
      'The name of the machine is known only in its own network.',
    ],
    confirm: 'Ask the system’s resolver for the name.',
    fixes: {
      address: 'Use the IP address of the machine instead of the name.',
      hosts: 'Or give the name a line in the hosts file.',
    },
  },
  'host-unreachable': {
    title: 'There is no route to the machine[ {host}]',
    meaning: 'The network has no way to this address, or the machine is off.',
    causes: [
      'The machine or its network is down.',
      'A VPN is missing.',
      'A firewall rejects the connection.',
      'macOS denies this program the local network.',
    ],
    confirm: 'See whether the machine answers at all, from here and from another machine.',
    fixes: {
      route: 'See which way the packets would go.',
      localNetwork: 'On macOS 15 and newer, allow the terminal under Privacy & Security > Local Network.',
    },
  },
  'connection-reset': {
    title: 'The connection was accepted and then cut before any answer',
    meaning: 'Something listens on the port, but closed the connection without answering HTTP.',
    causes: [
      'The server was just stopping or crashing.',
      'Another program, or a port mapping without a server behind it, has the port.',
      'A proxy or VPN between the two cut it.',
    ],
    confirm: 'Ask again, and see in the log whether the server started anew at that time.',
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
    confirm: 'Ask for the version, which needs no model, and see what the server logged last.',
    fixes: {wait: 'If it was just started, wait.', restart: 'If it stays so, restart the server.'},
  },
  'server-starting': {
    title: 'The server may still be starting',
    meaning:
      'Ollama opens its port before it looks for GPUs, and serves HTTP only afterwards; that takes up to 90 seconds.',
    causes: ['GPU discovery is running.'],
    confirm: 'See how far the log is: “inference compute” comes when the GPUs are known.',
    fixes: {wait: 'Ask again until it answers.'},
  },
  'connect-timeout': {
    title: 'No answer to the connection attempt[ to {host}:{port}]',
    meaning: 'Packets to the address get lost: neither accepted nor refused.',
    causes: ['A firewall drops them.', 'The address is wrong, or the machine is off.', 'A VPN is missing.'],
    confirm: 'See whether the machine answers, and then whether its port does.',
    fixes: {
      address: 'Check the address, and that the machine is on and the VPN is up.',
      firewall: 'On the server, allow the port for your network only, in place of 192.168.1.0/24.',
    },
  },
  'server-exposed': {
    title: 'The server can be used by anyone who reaches its address',
    meaning:
      'It answers on an address that is not loopback, and Ollama has no authentication: others can run, pull and delete models there.',
    causes: [
      'OLLAMA_HOST of the server is 0.0.0.0 or an address of the network.',
      'The container’s port is published on all addresses, which also goes past ufw.',
    ],
    confirm: 'See on which address it listens, and whether it answers from another network.',
    fixes: {
      loopback: 'If only this machine uses it, let it listen on loopback.',
      firewall:
        'If your network uses it, allow the port for that network only, in place of 192.168.1.0/24, and remove rules that allow more. ufw does not hold for ports that Docker publishes.',
      proxy: 'If it has to be public, put a proxy with TLS and a login in front, and publish only the proxy’s port.',
    },
  },
  'response-invalid': {
    title:
      'The server’s answer is not what Ollama sends[: {endlessPath} sent more than {limitBytes}][: {slowPath} was not complete after {waitedMs}][: {cutPath} was cut off][: {invalidPath} answered something else]',
    meaning: 'The request was answered, but what came cannot be Ollama’s answer to it.',
    causes: ['A proxy or another program answers in its place.', 'The answer was cut on the way.'],
    confirm: 'Look at the raw answer: its first line and its headers tell who sent it.',
    fixes: {look: 'Look at the raw answer.', direct: 'Ask Ollama directly, past whatever is in front of it.'},
  },
}
