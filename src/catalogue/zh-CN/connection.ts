import type {connection as domain} from '../connection.ts'
import type {WordsOf} from '../entry.ts'

export const connection: WordsOf<typeof domain> = {
  'server-not-running': {
    title: '[{host}:{port} 上]没有程序在监听：Ollama 服务没有在那里运行',
    meaning: '这个地址上没有程序接受连接。',
    causes: [
      '服务或桌面应用没有启动，或者已经退出。',
      '服务监听在别的端口或地址上（服务端的 OLLAMA_HOST）。',
      '客户端运行在容器或 WSL 里，那里的 127.0.0.1 不是服务所在的机器。',
      '这台机器上没有安装 Ollama。',
    ],
    confirm: '在服务所在的机器上直接访问它，并看看那里有没有程序监听 11434 端口。',
    fixes: {
      start: '启动服务。',
      look: '如果启动后又退出，查看原因。',
      install: '如果没有安装 Ollama，请从 https://ollama.com/download 获取。',
    },
  },
  'container-localhost': {
    title: '在容器里，localhost 就是容器自己[：这里的 {host}:{port} 没有程序监听]',
    meaning: '客户端运行在容器里，而给它的地址是容器自己的回环地址；Ollama 运行在宿主机或另一个容器里。',
    causes: ['地址是从容器外的配置里照搬过来的。', '没有设置地址，而客户端默认使用 localhost。'],
    confirm: '确认客户端是否运行在容器里，以及在容器外用这个地址能否访问 Ollama。',
    fixes: {
      hostGateway:
        '如果 Ollama 在宿主机上，请用容器能看到的宿主机名；在 Linux 上，服务还必须监听 127.0.0.1 以外的地址。',
      service: '如果 Ollama 在另一个容器里，请用那个服务的名字。',
      hostNetwork: '或者让容器共用宿主机的网络，这样 localhost 就是宿主机。',
    },
  },
  'host-gateway-missing': {
    title: '这个容器里解析不了 host.docker.internal',
    meaning: '在 Linux 的 Docker 上，只有启动容器时加了 host-gateway 映射才有这个名字。',
    causes: ['启动容器时没有加 --add-host，或者 Compose 服务没有写 extra_hosts。'],
    confirm: '看看容器是否认识这个名字，以及创建它时带了哪些额外的主机映射。',
    fixes: {
      add: '带上映射启动容器；在 Compose 里写：extra_hosts: ["host.docker.internal:host-gateway"]。',
      bind: '如果名字能解析而连接被拒绝，让服务监听 Docker 网桥的地址；此后 ollama 命令也要用这个 OLLAMA_HOST。所有容器都能使用这个服务：Ollama 没有任何认证。',
    },
  },
  'container-dns-name': {
    title: '容器网络里没有[ {host} ]这个名字',
    meaning: '服务名只在同一网络的容器之间有效，而且服务必须在运行。',
    causes: ['服务没有启动。', '它在另一个网络或命名空间里。', '名字写错了。'],
    confirm: '在客户端的容器里解析这个名字，再看两个容器各在哪些网络里。',
    fixes: {
      network: '看看哪些服务在运行；两者必须在同一个网络里。',
      service: '在 Kubernetes 中，跨命名空间请用 NAME.NAMESPACE.svc。',
      join: '如果 Ollama 的容器在另一个网络里，把它接入客户端所在的网络。',
    },
  },
  'server-bound-loopback': {
    title: '服务似乎只监听它自己的回环地址[：{host}:{port} 拒绝连接]',
    meaning: 'Ollama 默认只监听 127.0.0.1，这时机器的其他地址都会拒绝连接。',
    causes: ['没有给服务设置 OLLAMA_HOST。', '只在 shell 里设置了，服务读不到。', '容器的端口只发布在 127.0.0.1 上。'],
    confirm: '在服务所在的机器上看它监听哪个地址：如果是 127.0.0.1，只有本机能访问。',
    fixes: {
      bind: '让服务监听所有地址。Ollama 没有任何认证：能连到这个端口的人都能使用它，请用防火墙保护端口。',
      tunnel: '或者不改动服务，改用隧道。',
    },
  },
  'bind-address-not-local': {
    title: '要服务监听的地址不属于这台机器[：{address}]',
    meaning: '服务端的 OLLAMA_HOST 必须是本机的地址。这个地址打不开，所以服务立即退出。',
    causes: [
      'OLLAMA_HOST 本是给客户端用的，而服务读的是同一个变量。',
      '机器的地址变了，或者开机时网络还没有就绪。',
      '在容器或 WSL 里，宿主机的地址不是它自己的地址。',
    ],
    confirm: '把本机的地址与服务实际得到的 OLLAMA_HOST 对比。',
    fixes: {
      loopback: '如果只有本机使用，监听回环地址。',
      all: '如果其他机器也要用，监听所有地址。Ollama 没有任何认证，请用防火墙保护端口。',
      wait: '如果这个地址在开机时出现得晚，让服务等网络就绪后再启动。',
    },
  },
  'client-dials-wildcard': {
    title: '0.0.0.0 是用来监听的地址，不能用来连接',
    meaning:
      '客户端在连接 0.0.0.0。在 Windows 上，多数程序会因此失败；在其他系统上，它总是指向客户端自己的机器或容器，不管本意是哪里。',
    causes: ['OLLAMA_HOST 是为服务端设置的，而客户端读的是同一个变量。', '地址是从服务的日志或设置里抄到客户端的。'],
    confirm: '看看客户端的 OLLAMA_HOST 或 base URL 是不是 0.0.0.0，以及 127.0.0.1 能否访问。',
    fixes: {
      loopback: '只为客户端另设 OLLAMA_HOST。',
      remote: '如果客户端在容器里或另一台机器上，给它服务的真实地址，例如 http://host.docker.internal:11434。',
    },
  },
  'client-host-mismatch': {
    title: '服务不在这个地址上监听[：{url} 拒绝连接][；可能是 {suggestion}]',
    meaning:
      '在 OLLAMA_HOST 里，不带端口的 http:// 表示 80，https:// 表示 443；127.0.0.1 和 ::1 是两个地址，Ollama 只监听其中一个。',
    causes: ['地址写了协议却没有写端口。', '服务监听的地址或端口与客户端访问的不同。', '服务监听在另一个回环地址上。'],
    confirm: '把客户端 shell 里的 OLLAMA_HOST 与服务启动时写进日志的地址对比。',
    fixes: {port: '使用它监听的地址。', unset: '如果服务监听默认地址，在客户端去掉这个变量。'},
  },
  'localhost-resolution': {
    title: '这里的 “localhost” 指向了错误的回环地址[：{suggestion} 有响应]',
    meaning: 'localhost 可以是 127.0.0.1 或 ::1，而 Ollama 只监听其中一个。',
    causes: [
      '这个名字先解析到或只解析到 ::1，Node.js 17 及更新版本就是这样。',
      '解析器根本不认识 localhost，例如离线时。',
      '服务被设置为监听另一个地址。',
    ],
    confirm: '看看 localhost 解析成什么，以及 127.0.0.1 能否访问。',
    fixes: {
      literal: '用地址代替名字。',
      hosts: '确认 hosts 文件里有 127.0.0.1 localhost 这一行。',
      dualStack: '或者让服务监听两个协议族的所有地址。Ollama 没有任何认证，请用防火墙保护端口。',
    },
  },
  'ollama-host-malformed': {
    title:
      '服务地址写得不对[：“{input}”][；{badPort} 不是端口，Ollama 会改用默认端口][；协议只能是 http 或 https，不能是 “{badScheme}”][；Ollama 把单独的数字当作主机名，端口要写成 :{number}][；“{badHost}” 不是主机名]',
    meaning: 'Ollama 把 OLLAMA_HOST 读作主机，需要时前面加协议，后面加端口和路径[；这个地址被它读成 {url}]。',
    causes: ['端口前少了冒号，或者端口不是 0 到 65535 的数字。', '协议或主机写错了。', '粘贴进了全角冒号或引号。'],
    confirm: '看看变量的原样，以及服务实际得到的值。',
    fixes: {correct: '改正地址。', server: '如果是服务里的设置，在服务里改正。'},
  },
  'client-url-missing-scheme': {
    title: '客户端里的地址缺少 http://',
    meaning: 'ollama 命令接受不带协议的地址；多数库要求完整的 URL，否则在连接之前就会拒绝。',
    causes: ['地址写成了 localhost:11434。', 'base URL 的设置或变量是空的。', '把 OLLAMA_HOST 的值当作 URL 使用。'],
    confirm: '看看程序得到的 base URL 是什么。',
    fixes: {
      scheme: '写上协议，并确认这个地址有响应。',
      variable: '在程序读取的地方设置，例如 Open WebUI 的 OLLAMA_BASE_URL=http://localhost:11434。',
    },
  },
  'client-wrong-url': {
    title: '响应的不是 Ollama[：{what}][；它要求 {httpsUrl}]',
    meaning: '那里有程序响应，但不是 Ollama 的 API：地址或路径不对。',
    causes: [
      '地址末尾多了 /v1 或 /api，或者缺少 OpenAI 客户端需要的 /v1。',
      '端口或路径属于别的程序，例如 Open WebUI。',
      '设置项要的是主机名，却填了完整的 URL。',
      '代理要求带前缀，或者代替 Ollama 响应。',
    ],
    confirm: '原样访问客户端用的地址：Ollama 在根路径回答 “Ollama is running”，并把请求的路径写进日志。',
    fixes: {
      base: '使用不带 /api 或 /v1 的地址，并确认它有响应。',
      owner: '看看端口被哪个程序占用。',
      openai: 'OpenAI 客户端的 base URL 以 /v1 结尾；使用 Ollama 自己 API 的客户端则不带。',
    },
  },
  'http-method-wrong': {
    title: '路径是对的，HTTP 方法不对',
    meaning: '用错误的方法访问一个路径时，例如用 GET 访问 /api/generate，Ollama 响应 405（0.7.0 之前是 404）。',
    causes: [
      '请求是在浏览器里打开的，或者没有带正文，于是成了 GET。',
      '重定向（例如从 http 到 https）把 POST 变成了 GET。',
      '客户端把 DELETE 和 POST 用反了。',
    ],
    confirm: '在服务日志里看到达的是哪个方法，以及之前有没有重定向。',
    fixes: {
      post: 'generate、chat、embed、show 和 pull 用 POST 加 JSON 正文；tags、ps 和 version 用 GET；delete 用 DELETE。',
      redirect: '如果地址会重定向，直接使用重定向后的地址。',
    },
  },
  'https-to-http': {
    title: '地址写的是 https，而服务[在端口 {port} 上]只支持明文 HTTP',
    meaning: 'Ollama 本身没有 TLS；只有它前面的代理才能提供 https。',
    causes: ['应该写 http:// 的地方写成了 https://。', '端口是 Ollama 自己的，不是代理的。'],
    confirm: '用 http:// 访问同一个地址；如果有响应，问题就只是协议。',
    fixes: {plain: '使用 http://。', proxy: '如果必须用 https，在前面放一个带证书的代理，并使用代理的端口。'},
  },
  'mixed-content': {
    title: '浏览器拦截了请求：https 页面不能访问 http 地址',
    meaning:
      '页面是通过 https 打开的，而服务的地址以 http:// 开头。浏览器在发送之前就拦截了，所以服务日志里什么也没有。',
    causes: ['网页界面走 https，而 Ollama 没有。', '界面是从浏览器直接访问 Ollama，而不是由它的后端访问。'],
    confirm: '打开浏览器的开发者工具：控制台会写出页面和被拦截的地址。',
    fixes: {
      pageOverHttp: '用 http:// 打开网页界面；如果有这样的设置，让它的后端去访问 Ollama。',
      proxy: '或者用代理给 Ollama 一个 https 地址。Ollama 没有任何认证，请让代理要求登录。',
      loopback: '如果 Ollama 就在浏览器所在的机器上，使用 http://localhost:11434，多数浏览器允许它。',
    },
  },
  'cors-origin-forbidden': {
    title: '服务拒绝来自这个浏览器页面或扩展的请求（CORS）',
    meaning:
      '浏览器页面的 Origin 不在 Ollama 的名单里时，它响应 403，正文为空。默认名单里只有 localhost 的页面和少数应用。',
    causes: [
      '运行中的服务的 OLLAMA_ORIGINS 里没有这个来源。',
      'OLLAMA_ORIGINS 只在 shell 里设置了，或者没有重启，服务没有读到。',
      '代理加上了 Origin 头。',
    ],
    confirm: '带上页面的来源访问一次：403 表示它不被允许。日志里有服务实际得到的值。',
    fixes: {
      origins: '只允许真正需要的来源；写 * 则用户访问的任何网页都能使用这个服务。',
      extension: '如果是浏览器扩展，允许扩展的协议。',
    },
  },
  'reverse-proxy-host-header': {
    title: '服务不接受收到的 Host 头[：对 {host} 响应 403]',
    meaning: '监听在回环地址上的服务，只接受 IP 地址、localhost 或本地名字作为 Host，否则响应 403 且正文为空。',
    causes: ['隧道或代理把公网名字传了过来。', '有一个自定义的名字指向 127.0.0.1。'],
    confirm: '先原样访问一次，再带上 Host: localhost 访问一次；如果只有后者有响应，就是这个头的问题。',
    fixes: {
      header: '让代理发送 Ollama 接受的 Host，例如 localhost:11434。',
      tunnel: '让隧道这样做。知道隧道地址的人都能使用服务：Ollama 没有任何认证。',
      bind: '或者让服务监听所有地址，这样就不再检查。Ollama 没有任何认证，请用防火墙保护端口。',
    },
  },
  'reverse-proxy-misconfigured': {
    title: 'Ollama 前面的代理没有接通[：{what}]',
    meaning: '响应的是代理自己的错误，请求没有到达 Ollama，或者被引到了别处。',
    causes: [
      '代理后面的 Ollama 没有运行。',
      '代理的上游地址、证书或重定向有误。',
      '代理运行在容器里，那里的 127.0.0.1 不是服务所在的机器。',
      '代理又加了一份 CORS 头，或者限制了正文的大小。',
    ],
    confirm: '先在代理所在的机器上直接访问 Ollama，再通过代理访问，然后对比。',
    fixes: {
      start: '如果直接访问也没有响应，启动 Ollama。',
      settings: '如果直接访问有响应，把那个地址设为代理的上游地址。',
      nginx: '如果是 nginx，可以从这几行开始。其中没有认证；如果别人能访问这个代理，请自行加上。',
    },
  },
  'reverse-proxy-timeout': {
    title: 'Ollama 前面的代理等待超时[：{what}]',
    meaning: '在第一个 token 之前 Ollama 什么也不发送，加载模型可能要几分钟；代理的读取超时更短。',
    causes: ['模型正在加载。', '提示词很长。', '请求没有用流式，结束之前什么也不会发送。'],
    confirm: '绕过代理，在服务所在的机器上访问：如果能得到响应，只是慢，就是代理的限制。',
    fixes: {
      raise: '把代理的读取超时调到十分钟左右。',
      stream: '让客户端使用流式，这样每个 token 都会有数据到达。',
      preload: '或者事先加载模型并保持加载（keep_alive）。',
    },
  },
  'http-proxy-hijacks-local': {
    title: '这里的客户端会把发往该服务的请求交给代理[：{proxy}]',
    meaning: '设置了代理变量，而 NO_PROXY 没有排除这个主机，于是请求到了代理那里，由它返回错误或自己的页面。',
    causes: [
      'NO_PROXY 里没有服务的名字或地址。',
      'VPN 或代理软件为整个系统设置了代理。',
      '客户端不读 NO_PROXY，或者不认里面的地址段。',
    ],
    confirm: '看看客户端有哪些代理变量，再完全不用代理访问一次。',
    fixes: {
      exempt: '让这个主机不走代理。',
      unset: '或者在这个 shell 里去掉代理。',
      vpn: '如果是代理软件设置了系统代理，在它的设置里排除 localhost、127.0.0.1 和服务的地址。',
    },
  },
  'server-auth-required': {
    title: '这个地址要求凭据[：{what}]',
    meaning: 'Ollama 本身没有登录，所以是它前面的代理或别的程序在要求。',
    causes: ['代理保护着服务，而没有给出凭据。', '凭据不对。', '这个地址属于网页界面，不是 Ollama。'],
    confirm: '看看是谁在要求：响应头 Server 和 WWW-Authenticate 会说明。',
    fixes: {credentials: '在 URL 里把凭据交给 ollama-doctor；它绝不会打印出来。'},
  },
  'server-certificate-untrusted': {
    title: '这个地址的证书不受信任[：{reason}]',
    meaning: 'Ollama 本身没有 TLS，所以这是它前面的代理的证书，而客户端拒绝了它。',
    causes: ['证书是自签名的，或者这台机器不认识签发机构。', '证书过期，或者时钟不对。', '证书属于另一个名字。'],
    confirm: '看看证书由谁签发、给哪个名字、到什么时候有效。',
    fixes: {
      trust: '如果是你们自己的机构签发的，让客户端所在的系统信任那个机构，其证书为 FILE。',
      node: 'Node.js 程序（例如 ollama-doctor）通过一个变量得知这个机构。',
    },
  },
  'wsl-network': {
    title: 'WSL 和 Windows 的 localhost 不是同一个',
    meaning:
      '在常用的 NAT 模式下，WSL 是一台独立的机器：WSL 里的 127.0.0.1 不是 Windows，一边监听回环地址的服务，另一边访问不到。',
    causes: [
      '客户端在 WSL 里而 Ollama 在 Windows 上，或者相反。',
      'Windows 防火墙拦截了与 WSL 之间的网桥。',
      'VPN 或以前留下的端口转发截走了数据包。',
    ],
    confirm: '看看 WSL 的网络模式，再分别从 WSL 和 Windows 访问 Ollama。',
    fixes: {
      mirrored: '在 Windows 11 22H2 及更新版本上，让 WSL 镜像 Windows 的网络，localhost 就是同一个。',
      bind: '或者让 Windows 上的服务监听所有地址，在 WSL 里使用 Windows 的地址。Ollama 没有任何认证，请用防火墙保护端口。',
      firewall: '如果这时被拦截，放行来自 WSL 的端口访问。',
      portproxy: '看看是否有旧的端口转发占着这个端口。',
    },
  },
  'firewall-blocked': {
    title: '服务的端口似乎被防火墙拦截了',
    meaning:
      '机器在同一个网络里，而发往这个端口的数据包在途中被丢弃或拒绝：可能是 Windows 或 Linux 的防火墙，也可能是两者之间的防火墙。',
    causes: [
      '服务所在机器的防火墙没有放行 11434 端口。',
      'Windows 把这个网络当作公用网络。',
      '访客网络、VPN 或云安全组把两者隔开了。',
      '机器关着，或者地址是另一台机器的。',
    ],
    confirm: '看看是不是机器有回应而只有端口没有，再看服务一侧的防火墙怎么设置。',
    fixes: {
      allow: '在服务所在的机器上，只对自己的网络放行端口（替换 192.168.1.0/24）；Ollama 没有任何认证。',
      profile: '在 Windows 上，看看网络是不是 “公用”；在家里可以在设置中改为 “专用”。',
      tunnel: '或者不开放端口，改用隧道。',
    },
  },
  'macos-local-network': {
    title: 'macOS 似乎不允许这个程序访问本地网络',
    meaning:
      '从 macOS 15 起，每个程序访问本地网络里的其他机器都要经过允许。没有允许时，系统会回答 “no route to host”，而系统自带的 curl 却能连通。',
    causes: [
      '程序从未得到允许，或者询问时被拒绝了。',
      '缺少允许的是启动它的终端或编辑器。',
      '机器关着，或者不在同一个网络。',
    ],
    confirm: '如果在 “终端” 里用 /usr/bin/curl 能连到服务，而程序不能，就是这个原因。',
    fixes: {
      allow: '到 “隐私与安全性 > 本地网络” 里允许这个程序，或者运行它的终端、编辑器，然后重启它。',
      tunnel: '或者使用隧道：访问 127.0.0.1 不需要允许。',
    },
  },
  'host-name-unresolvable': {
    title: '名字[ {host} ]无法解析',
    meaning: '这里查不到它的地址，所以没有发起任何连接。',
    causes: ['名字写错了。', '没有用上认识它的 DNS、VPN 或 hosts 文件。', '这个机器名只在它自己的网络里有效。'],
    confirm: '用系统解析器查询这个名字。',
    fixes: {
      address: '用机器的 IP 地址代替名字。',
      hosts: '或者在 hosts 文件里给这个名字加一行。',
    },
  },
  'host-unreachable': {
    title: '没有到[ {host} ]这台机器的路由',
    meaning: '网络到不了这个地址，或者机器关着。',
    causes: ['机器或它的网络断了。', '缺少 VPN。', '防火墙拒绝了连接。', 'macOS 不允许这个程序访问本地网络。'],
    confirm: '分别从这里和另一台机器看它是否有任何回应。',
    fixes: {
      route: '看看数据包会走哪条路。',
      localNetwork: '在 macOS 15 及更新版本上，到 “隐私与安全性 > 本地网络” 里允许终端。',
    },
  },
  'connection-reset': {
    title: '连接被接受，随后在响应之前被切断',
    meaning: '有程序监听这个端口，但没有响应 HTTP 就关闭了连接。',
    causes: [
      '服务正在停止或崩溃。',
      '端口属于别的程序，或者是后面没有服务的端口映射。',
      '两者之间的代理或 VPN 切断了连接。',
    ],
    confirm: '再访问一次，并在日志里看服务当时是否重新启动过。',
    fixes: {log: '在服务日志里看它是否重启过。', restart: '重启服务。'},
  },
  'server-unresponsive': {
    title: '端口是开的，但[在 {waitedMs} 内]没有 HTTP 响应',
    meaning: '系统替服务接受了连接，而服务没有响应。',
    causes: [
      '正在启动：Ollama 先打开端口，再用最多 90 秒查找 GPU，然后才响应。',
      '服务卡死或被暂停。',
      '端口属于别的程序。',
    ],
    confirm: '查询不需要模型的版本接口，再看服务最后写了什么日志。',
    fixes: {wait: '如果刚刚启动，请等待。', restart: '如果一直如此，重启服务。'},
  },
  'server-starting': {
    title: '服务可能还在启动',
    meaning: 'Ollama 在查找 GPU 之前就打开端口，之后才提供 HTTP；这最多要 90 秒。',
    causes: ['正在查找 GPU。'],
    confirm: '看看日志到了哪一步：出现 “inference compute” 就表示 GPU 已经查完。',
    fixes: {wait: '反复重试，直到它响应。'},
  },
  'connect-timeout': {
    title: '[到 {host}:{port} 的]连接请求没有回音',
    meaning: '发往这个地址的数据包丢失了：既没有被接受，也没有被拒绝。',
    causes: ['防火墙丢弃了它们。', '地址不对，或者机器关着。', '缺少 VPN。'],
    confirm: '先看机器是否有回应，再看端口是否有回应。',
    fixes: {
      address: '核对地址，并确认机器开着、VPN 已连上。',
      firewall: '在服务所在的机器上，只对你的网络放行端口（替换 192.168.1.0/24）。',
    },
  },
  'server-exposed': {
    title: '任何能连到这个地址的人都能使用服务',
    meaning: '服务在回环以外的地址上有响应，而 Ollama 没有任何认证：别人可以在上面运行、拉取和删除模型。',
    causes: ['服务端的 OLLAMA_HOST 是 0.0.0.0 或网络里的地址。', '容器的端口发布在所有地址上，而且会绕过 ufw。'],
    confirm: '看看它监听哪个地址，以及从另一个网络能否访问。',
    fixes: {
      loopback: '如果只有本机使用，让它只监听回环地址。',
      firewall:
        '如果自己的网络要用，只对这个网络放行端口（替换 192.168.1.0/24），并删除放行范围更大的规则。ufw 管不到 Docker 发布的端口。',
      proxy: '如果必须公开，在前面放一个带 TLS 和登录的代理，只发布代理的端口。',
    },
  },
  'response-invalid': {
    title:
      '服务的响应不是 Ollama 会发送的内容[：{endlessPath} 发来的超过了 {limitBytes}][：{slowPath} 过了 {waitedMs} 还没有发完][：{cutPath} 被截断][：{invalidPath} 响应的是别的东西]',
    meaning: '请求有了响应，但它不可能是 Ollama 对这个请求的响应。',
    causes: ['代理或别的程序代为响应。', '响应在途中被截断。'],
    confirm: '看看原始响应：第一行和响应头会说明是谁发的。',
    fixes: {look: '看看原始响应。', direct: '绕过前面的一切，直接访问 Ollama。'},
  },
}
