import type {WordsOf} from '../entry.ts'
import type {registry as domain} from '../registry.ts'

export const registry: WordsOf<typeof domain> = {
  'model-name-not-in-registry': {
    title: 'The registry has no model of this name and tag[: {model}]',
    meaning:
      'The registry answered that there is no such model or tag. No file is missing on your disk: the words “file does not exist” come from the registry.',
    causes: [
      'The name or the tag is misspelt, or the version was written as a tag, as in granite:3.3 for granite3.3.',
      'The model belongs to a user, so its name starts with USER/, or it is on Hugging Face and starts with hf.co/.',
      'The tag was withdrawn, or the model is private and the key of this server may not see it.',
      'The FROM line of a Modelfile names a model that exists only on another machine.',
    ],
    confirm: 'Ask the registry for the exact name and tag: 200 means that they exist, 404 that they do not.',
    fixes: {
      name: 'Look the exact name and tag up on ollama.com/library, and pull that.',
      namespace: 'If a user published the model, put the user’s name before it.',
      from: 'If the name comes from a Modelfile or from a model built on another, see what its FROM line names.',
    },
  },
  'registry-dns-failure': {
    title: 'The server cannot resolve the name of the model registry[ ({host})]',
    meaning:
      'The machine or container in which the server runs got no address for the registry, or for the storage behind it, from its DNS. It does not matter whether the name resolves where the command was typed.',
    causes: [
      'The DNS server that the machine or container uses is down, or does not answer for this name.',
      'The network has no DNS for the internet, only a proxy, and the server was not told of the proxy.',
      'The provider or router does not resolve the storage host on r2.cloudflarestorage.com, although the registry itself resolves.',
      'A container, VPN or WSL has an outdated or empty resolv.conf.',
    ],
    confirm: 'Resolve both hosts where the server runs. Each must print an address.',
    fixes: {
      again: 'If both resolve now, pull again; it goes on where it stopped.',
      resolver:
        'Give the machine or the container a DNS server that answers. Public ones do not know the names of a company’s own network.',
      proxy:
        'If the network reaches the internet only through a proxy, give it to the server as HTTPS_PROXY; leave HTTP_PROXY alone, it breaks the way from client to server.',
    },
  },
  'registry-unreachable': {
    title: 'The server cannot reach the model registry',
    meaning: 'The server runs, but its own connection to the registry or to the storage behind it (port 443) fails.',
    causes: [
      'A proxy is set in the shell, but not for the server, which is what downloads.',
      'The network of the server blocks registry.ollama.ai or its storage on r2.cloudflarestorage.com.',
      'IPv6 addresses are tried, but the machine or container has no route for IPv6.',
      'A VPN, a wrong MTU or a filter swallows the TLS handshake.',
    ],
    confirm: 'On the server’s machine, see whether the registry answers, and whether the server has HTTPS_PROXY.',
    fixes: {
      reach:
        'On the server’s machine, see whether the registry and its storage can be reached. Any HTTP answer will do.',
      proxy: 'Give the proxy to the server, as HTTPS_PROXY only; HTTP_PROXY breaks the way from client to server.',
      again: 'Once the registry can be reached, or on another network, pull again.',
    },
  },
  'registry-tls-intercepted': {
    title: 'Something between the server and the registry answers in the registry’s place',
    meaning:
      'The server asked for an encrypted connection to the registry and got a certificate it does not trust, a certificate for another name, or no encryption at all.',
    causes: [
      'A company proxy or antivirus opens encrypted connections and signs them with its own authority, which the server does not know.',
      'DNS, a VPN or a captive portal leads the registry’s name to another machine.',
      'The list of certificate authorities is missing or old, which happens in small containers.',
    ],
    confirm:
      'See who issued the certificate. If the issuer is your company, a filter or an antivirus, it is intercepted.',
    fixes: {
      trustAuthority:
        'Get the authority’s certificate from your administrator as FILE, and make the server’s system trust it. In a container this lasts until the container is recreated.',
      bypass:
        'See whether the registry’s name leads to a public address; if it does not, leave the VPN or portal, or correct the DNS.',
      again:
        'Have registry.ollama.ai and *.r2.cloudflarestorage.com exempted from inspection, or use another network, and pull again.',
    },
  },
  'registry-proxy-interference': {
    title: 'A proxy answers instead of the model registry',
    meaning:
      'The answer to the server’s request does not come from the registry but from a proxy or filter on the way, which refuses it or wants a password.',
    causes: [
      'The proxy does not allow registry.ollama.ai, ollama.com or the storage on r2.cloudflarestorage.com.',
      'The proxy wants a user name and a password, which HTTPS_PROXY does not carry.',
      'A captive portal waits for a login in the browser.',
      'The host part of the model’s name is wrong, so that another web server answers.',
    ],
    confirm: 'On the server’s machine, see who answers, and which proxy the server was given.',
    fixes: {
      allow:
        'Have the proxy’s administrators allow registry.ollama.ai, ollama.com and this storage host, which must answer.',
      credentials:
        'If the proxy wants a password, put it into HTTPS_PROXY, with special characters percent-encoded. Whoever can read the server’s environment can read it.',
      noProxy: 'If no proxy is needed any more, take it from the server.',
    },
  },
  'registry-connection-dropped': {
    title: 'The connection to the registry was cut in the middle of the transfer',
    meaning:
      'The server had reached the registry or its storage, and then the connection ended too early. A part of a download is tried six times before the pull fails.',
    causes: [
      'The network is unstable, or loses packets under load.',
      'A proxy, firewall or VPN cuts long downloads, or lets the registry pass but not its storage on r2.cloudflarestorage.com.',
      'The registry or its storage closed the connection; it passes.',
    ],
    confirm: 'See in the log how often parts failed, and with which error.',
    fixes: {
      again:
        'Pull again: what is complete is kept. Do not restart the server in between, older versions then discard the parts.',
      path: 'See whether the storage host answers from the server’s machine; any HTTP answer will do. Have a firewall or proxy allow it.',
      proxy: 'If a proxy is needed, give it to the server as HTTPS_PROXY.',
    },
  },
  'registry-cert-expired': {
    title: 'The registry’s certificate is out of date, or this machine’s clock is wrong',
    meaning:
      'The certificate that was presented is not valid at the time that the server’s machine believes it is. The error names both times.',
    causes: [
      'The clock of the machine, container or virtual machine is wrong, often after sleep or without a battery.',
      'The registry’s certificate has really expired, and its operators have to renew it.',
      'A proxy that inspects connections presents an expired certificate of its own.',
    ],
    confirm: 'Compare the clock with a watch, and the dates of the certificate with the clock.',
    fixes: {
      clock: 'If the clock is wrong, set it.',
      later:
        'If the clock is right, wait for the certificate to be renewed and pull again. --insecure does not skip the check.',
    },
  },
  'registry-outage': {
    title: 'The model registry has a fault of its own',
    meaning:
      'The request arrived, and the registry or the storage behind it answered with a server error. Nothing is wrong on your side.',
    causes: [
      'The registry or Cloudflare, which stores the models, has an outage.',
      'A proxy on the way reports that it cannot reach the registry (502, 503, 504).',
    ],
    confirm: 'Ask the registry directly, and look at the status page of Cloudflare.',
    fixes: {
      later: 'Wait some minutes, and pull again.',
      proxy: 'If it lasts and others can pull, see whether the server has a proxy that may be the one that answers.',
    },
  },
  'pull-stalled': {
    title: 'The download does not move[: nothing came for {waitedMs}]',
    meaning:
      'No data has come for a part of the model for some time. The server asks for such a part again by itself, after 30 seconds (5 before 0.5.8); a few such lines in its log are harmless, a download that stays where it is is not.',
    causes: [
      'The network is slow or unstable.',
      'The connection to this one server of the storage network is bad; another may be faster.',
      'A proxy or filter holds the download back to scan it.',
    ],
    confirm: 'See in the log whether the same parts stall again and again.',
    fixes: {
      again:
        'Start the pull again, with Ctrl-C first if it still runs: it goes on where it stopped, over new connections.',
      path: 'See whether the storage host answers from the server’s machine; any HTTP answer will do.',
      proxy: 'If a proxy is needed, give it to the server as HTTPS_PROXY.',
    },
  },
  'pull-incomplete': {
    title: 'The pull ended before the model was complete[: {model}]',
    meaning:
      'Some parts were downloaded, but the manifest is written last and never was, so the model does not exist for the server.[ It said “{claimed}” all the same.]',
    causes: [
      'The server stopped, crashed or was restarted during the pull.',
      'The connection between the client and the server was cut.',
      'The disk filled up.',
    ],
    confirm: 'See whether the server knows the model now.',
    fixes: {
      again: 'Pull again; it ends with “success”. What is complete is kept.',
      log: 'If it ends early again, see in the log why the server stopped.',
    },
  },
  'digest-mismatch': {
    title: 'A downloaded file is damaged: its SHA-256 is not the expected one',
    meaning:
      'The server checks each file that it received. This one has other content than its name promises, and was discarded.[ {emptyHash} is the digest of an empty file: nothing at all was received.]',
    causes: [
      'The data was changed on the way, by a bad connection, a proxy cache or an antivirus.',
      'The disk or the memory of the machine is faulty, which is likely where it happens again and again.',
      'The program that uploaded a file computed its digest from something else.',
    ],
    confirm: 'See in the log whether it is always the same file, and whether parts failed before.',
    fixes: {
      again: 'Pull again: the damaged file is gone and is downloaded anew.',
      path: 'If it comes back, see that the disk of the models has space, and try another network, without proxy and antivirus.',
      hardware: 'If it comes back on every network, look for disk and memory errors, and test the memory.',
    },
  },
  'ollama-too-old-for-model': {
    title: 'This version of Ollama is too old for the model[ (architecture {architecture})][, which needs {required}]',
    meaning:
      'The model uses something that this version of the server does not know: its architecture, tokenizer, template or the layout of its weights.',
    causes: [
      'The server is older than the model. The server counts, not the command, which may be newer.',
      'Ollama was upgraded, but the old server still runs, or the image that bundles Ollama lags behind.',
      'The model needs a pre-release, or no version of Ollama supports it yet.',
      'The file was made by a conversion that does not fit this version.',
    ],
    confirm: 'Compare the version that answers with the one that the model’s page or the release notes ask for.',
    fixes: {
      upgrade: 'Upgrade Ollama. Models stay where they are.',
      restart: 'If it is upgraded already, restart the server so that the new version answers.',
      replace:
        'If the newest version says the same, load the model anew from the library, where there is one. This deletes the local copy; its Modelfile is kept as Modelfile.bak.',
    },
  },
  'private-registry': {
    title: 'The self-hosted registry and Ollama do not fit together',
    meaning:
      'The model’s name starts with a registry of your own. Ollama could not speak to it: it does not trust its certificate, it expects HTTPS where there is HTTP, or the registry’s way of login is not one that it knows.',
    causes: [
      'The registry’s certificate is self-signed, and the server’s system does not trust it. --insecure does not skip that check.',
      'The registry speaks plain HTTP, and the name lacks http:// or the command lacks --insecure.',
      'The registry wants a user name and password (Basic authentication), which Ollama does not support.',
      'The registry or its cache does not support all that Ollama asks for.',
    ],
    confirm: 'See which certificate the registry presents, if any.',
    fixes: {
      trustAuthority:
        'Make the system of the server trust the authority of the registry, whose certificate is FILE. In a container this lasts until the container is recreated.',
      insecure:
        'If the registry speaks plain HTTP, write http:// before its name and add --insecure. Nothing is encrypted or checked then; keep it to a network you trust.',
      copy: 'If the registry wants a password or refuses manifests, allow anonymous reading of the project, or copy the models directory from a machine that has the model: manifests and blobs, while both servers are stopped.',
    },
  },
  'push-unauthorized': {
    title: 'This server may not push to that namespace',
    meaning:
      'A push is signed with the key of the server, not of the person who types. The registry accepts it only if that key is registered with the account that owns the namespace.',
    causes: [
      'The server’s public key is not registered with your account. A service, a container and a user each have a key of their own.',
      'The name does not start with your own user name.',
      'Another Ollama than you think answers on this port, such as one in a container.',
    ],
    confirm: 'Print the server’s public key, and see whether it is listed on ollama.com/settings/keys.',
    fixes: {
      signIn: 'Sign the server in, or add its public key on ollama.com/settings/keys.',
      rename: 'If the name is not under your user name, copy the model to one that is, and push that.',
    },
  },
  'model-name-case': {
    title: 'A model exists whose name differs only in capital letters',
    meaning:
      'Names of models are the same to Ollama whether written in capitals or not, and one with other capitals is there already.',
    causes: ['The name was typed with capitals, as in Llama3.1 for llama3.1.'],
    confirm: 'List the models, and see how the existing one is written.',
    fixes: {
      spelling: 'Use the spelling that the list shows.',
      rename: 'If it is meant to be a separate model, give it a name that differs in more than capitals.',
      upgrade: 'Newer versions use the existing spelling by themselves: upgrade Ollama.',
    },
  },
  'hf-auth-required': {
    title: 'Hugging Face does not let this server read the repository',
    meaning:
      'The repository is gated or private, or does not exist. Ollama does not use the token of the hf command: it signs with the server’s own key, which has to be registered with Hugging Face.',
    causes: [
      'The terms of a gated repository were not accepted.',
      'The server’s public key is not registered with the account that has access.',
      'The name of the repository is misspelt: Hugging Face answers 401 for that, too.',
    ],
    confirm: 'Print the server’s public key, and see whether it is listed on huggingface.co/settings/keys.',
    fixes: {
      accept: 'Open the repository’s page on huggingface.co, check the spelling, sign in and accept its terms.',
      key: 'Add the server’s public key on huggingface.co/settings/keys, and pull again.',
      download: 'Or download the GGUF with your own token, and create the model from the file.',
    },
  },
  'hf-rate-limited': {
    title: 'Hugging Face limits the requests from this address',
    meaning:
      'Too many requests came from your public address, which many people may share. It is Hugging Face that refuses, not Ollama.',
    causes: [
      'The server asks without an account, and its address is shared: a company, a VPN or a cloud.',
      'A script or several servers pulled a lot in a short time.',
    ],
    confirm: 'See in the log how often it was refused.',
    fixes: {
      later: 'Wait some minutes, and pull again.',
      key: 'Add the server’s public key on huggingface.co/settings/keys; with an account the limit is higher.',
    },
  },
  'hf-sharded-gguf': {
    title: 'The repository on Hugging Face has the model in several files, which cannot be pulled',
    meaning:
      'The GGUF for this tag is split into parts (…-00001-of-0000N.gguf). Ollama can pull only one that is a single file.',
    causes: [
      'Files above some 50 GB have to be split on Hugging Face, so the large quantisations of large models are.',
    ],
    confirm: 'List the files of the repository that are parts.',
    fixes: {
      other: 'Choose a quantisation that is a single file.',
      merge:
        'Or download the parts, merge them with llama-gguf-split of llama.cpp, and create the model from the result.',
    },
  },
  'hf-not-gguf': {
    title: 'The repository on Hugging Face has no GGUF that can be pulled',
    meaning:
      'Only GGUF files can be pulled from Hugging Face. This repository has none, or none that llama.cpp can use.',
    causes: [
      'It is the original repository with safetensors; the GGUF are in another one, often with -GGUF at the end of its name.',
      'The quantisation in the tag is not among the repository’s files.',
      'The file is a projector, an adapter or a split part, not a whole model.',
    ],
    confirm: 'List the GGUF files of the repository.',
    fixes: {
      repository: 'Pull a repository that has GGUF files, with a quantisation that is there.',
      import: 'Or download the safetensors and let Ollama convert them, where it supports the architecture.',
    },
  },
  'hf-realm-mismatch': {
    title: 'Hugging Face asks for a login on another host name than the one in the model’s name',
    meaning:
      'Since 0.14.3 the server signs in only with the host that it asked. Hugging Face sends hf.co to huggingface.co when a repository needs a login or does not exist.',
    causes: [
      'The repository is gated or private, and the name starts with hf.co.',
      'The repository’s name is misspelt.',
    ],
    confirm: 'See whether the repository is public: 200 is, 401 is private or does not exist.',
    fixes: {
      host: 'Check the spelling, and write huggingface.co in full.',
      key: 'If it is gated or private, accept its terms, and add the server’s public key on huggingface.co/settings/keys.',
    },
  },
  'registry-rate-limited': {
    title: 'The registry limits the requests from this address',
    meaning: 'The registry answered 429: too many requests came from this address in a short time.',
    causes: ['Many machines behind one address pull at once.', 'A script pulls or pushes in a loop.'],
    confirm: 'See in the log how often it was refused.',
    fixes: {
      later: 'Wait some minutes, and pull again.',
      share:
        'Where many machines need the same model, pull it once and copy the models directory to the others, while their servers are stopped.',
    },
  },
  'registry-access-denied': {
    title: 'The registry refuses access to this model',
    meaning:
      'The registry knows of the request and says no (401 or 403): the model is private, or the server’s key is not known to it.',
    causes: [
      'The model is private, and the server’s public key is not registered with an account that may read it.',
      'The name is misspelt, or lacks the user’s name.',
      'The registry or a filter on the way blocks your network or country.',
    ],
    confirm: 'Print the server’s public key, and see whether it is listed on ollama.com/settings/keys.',
    fixes: {
      signIn: 'Sign the server in, or add its public key on ollama.com/settings/keys.',
      name: 'Check the name, with the user’s name before it.',
      network:
        'If public models are refused, too, see whether the registry answers this machine, and try another network.',
    },
  },
  'registry-proxy-unreachable': {
    title: 'The proxy that the server was given cannot be reached',
    meaning:
      'The server has HTTPS_PROXY in its environment, and the connection to that proxy itself fails. The registry was not even asked.',
    causes: [
      'The proxy’s address or port is wrong, or the proxy does not run.',
      'The proxy is on 127.0.0.1 of the host, which is another place from inside a container or WSL.',
      'HTTPS_PROXY starts with https://, but the proxy speaks plain HTTP: it must start with http://.',
    ],
    confirm: 'See which proxy the server was given.',
    fixes: {
      proxy: 'Give the server the right address of the proxy, nearly always with http:// at its start.',
      host: 'From a container, reach a proxy on the host as host.docker.internal (on Linux also add --add-host=host.docker.internal:host-gateway); the proxy must listen there.',
      noProxy: 'If no proxy is needed, take it from the server.',
    },
  },
  'pull-failed': {
    title: 'The pull failed',
    meaning: 'The server could not get the model, and the text does not say enough to tell why.',
    causes: [
      'The network, a proxy or the registry failed in a way that is not known here.',
      'The registry has the manifest of the model, but not one of its files.',
    ],
    confirm: 'Look in the log for what failed first.',
    fixes: {
      again: 'Pull again: what is complete is kept.',
      log: 'See in the log what stands before the error.',
      path: 'See whether the registry answers from the server’s machine.',
    },
  },
}
