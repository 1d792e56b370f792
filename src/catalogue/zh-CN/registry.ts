import type {WordsOf} from '../entry.ts'
import type {registry as domain} from '../registry.ts'

export const registry: WordsOf<typeof domain> = {
  'model-name-not-in-registry': {
    title: '模型仓库里没有这个名称和标签的模型[：{model}]',
    meaning: '仓库回答说没有这个模型或标签。本地磁盘上并不缺文件：“file does not exist” 是仓库说的。',
    causes: [
      '名称或标签拼错了，或把版本写成了标签，例如把 granite3.3 写成 granite:3.3。',
      '模型属于某个用户，名称要以 USER/ 开头；或者它在 Hugging Face 上，名称要以 hf.co/ 开头。',
      '标签已被撤下，或模型是私有的，这个服务的密钥看不到它。',
      'Modelfile 的 FROM 行写的是只存在于另一台机器上的模型。',
    ],
    confirm: '用准确的名称和标签去问仓库：200 表示存在，404 表示不存在。',
    fixes: {
      name: '在 ollama.com/library 查到准确的名称和标签，再拉取。',
      namespace: '如果模型由某个用户发布，在前面加上用户名。',
      from: '如果名称来自 Modelfile 或派生的模型，看看 FROM 行写的是什么。',
    },
  },
  'registry-dns-failure': {
    title: '服务解析不了模型仓库的域名[（{host}）]',
    meaning: '服务所在的机器或容器没能从 DNS 得到仓库（或其后面的存储）的地址。敲命令的地方能否解析并不重要。',
    causes: [
      '机器或容器使用的 DNS 服务器不可用，或不回答这个域名。',
      '网络里没有外网 DNS，只能走代理，而服务没有设置代理。',
      '运营商或路由器解析不了 r2.cloudflarestorage.com 上的存储域名，尽管仓库本身能解析。',
      '容器、VPN 或 WSL 里的 resolv.conf 过时或为空。',
    ],
    confirm: '在服务所在的地方解析这两个域名，每个都应该输出地址。',
    fixes: {
      again: '如果现在两个都能解析，重新拉取，会从断开处继续。',
      resolver: '给机器或容器换一个能正常回答的 DNS 服务器。公共 DNS 不认识公司内网的域名。',
      proxy:
        '如果网络只能通过代理上网，把代理以 HTTPS_PROXY 设置给服务；不要设 HTTP_PROXY，它会破坏客户端到服务的连接。',
    },
  },
  'registry-unreachable': {
    title: '服务连不上模型仓库',
    meaning: '服务在运行，但它自己到模型仓库或其存储（端口 443）的连接失败。',
    causes: [
      '代理只在 shell 里设置了，没有设置给服务，而下载的是服务。',
      '服务所在的网络屏蔽了 registry.ollama.ai 或它在 r2.cloudflarestorage.com 的存储。',
      '尝试了 IPv6 地址，但机器或容器没有 IPv6 路由。',
      'VPN、不合适的 MTU 或过滤设备吞掉了 TLS 握手。',
    ],
    confirm: '在服务所在的机器上看仓库是否应答，以及服务有没有 HTTPS_PROXY。',
    fixes: {
      reach: '在服务所在的机器上看能否连到仓库和它的存储，有任何 HTTP 应答即可。',
      proxy: '把代理设置给服务，只用 HTTPS_PROXY；HTTP_PROXY 会破坏客户端到服务的连接。',
      again: '能连到仓库之后，或换一个网络，重新拉取。',
    },
  },
  'registry-tls-intercepted': {
    title: '服务和模型仓库之间有别的东西冒充仓库应答',
    meaning: '服务向仓库发起加密连接，得到的却是不受信任的证书、别的域名的证书，或者根本没有加密。',
    causes: [
      '公司代理或杀毒软件解开加密连接，并用自己的 CA 签发证书，而服务不认识这个 CA。',
      'DNS、VPN 或上网认证页面把仓库的域名指到了别的机器。',
      'CA 证书列表缺失或过旧，精简的容器里会这样。',
    ],
    confirm: '看证书是谁签发的。如果签发者是公司、过滤设备或杀毒软件，连接就被截获了。',
    fixes: {
      trustAuthority: '向管理员要到 CA 证书（FILE），让服务所在的系统信任它。在容器里，重建容器后需要再做一次。',
      bypass: '看仓库的域名是否解析到公网地址；如果不是，退出 VPN 或认证页面，或修好 DNS。',
      again: '请管理员把 registry.ollama.ai 和 *.r2.cloudflarestorage.com 排除在检查之外，或换一个网络，再拉取。',
    },
  },
  'registry-proxy-interference': {
    title: '应答的是代理，而不是模型仓库',
    meaning: '服务得到的应答不是来自仓库，而是来自途中的代理或过滤设备：它拒绝了请求，或要求密码。',
    causes: [
      '代理不放行 registry.ollama.ai、ollama.com 或 r2.cloudflarestorage.com 上的存储。',
      '代理要求用户名和密码，而 HTTPS_PROXY 里没有。',
      '上网认证页面在等待浏览器登录。',
      '模型名称里的主机部分写错了，应答的是另一个网站。',
    ],
    confirm: '在服务所在的机器上看是谁在应答，以及服务用的是哪个代理。',
    fixes: {
      allow: '请代理的管理员放行 registry.ollama.ai、ollama.com 和这个存储域名，它应当有应答。',
      credentials: '如果代理要求密码，把它写进 HTTPS_PROXY，特殊字符用百分号编码。能读到服务环境变量的人就能读到密码。',
      noProxy: '如果不再需要代理，从服务里去掉它。',
    },
  },
  'registry-connection-dropped': {
    title: '到模型仓库的连接在传输途中断开',
    meaning: '服务已经连上仓库或其存储，但连接提前结束。下载的每个分段会试六次，之后拉取才算失败。',
    causes: [
      '网络不稳定，或在负载下丢包。',
      '代理、防火墙或 VPN 切断长时间的下载，或放行了仓库却没有放行 r2.cloudflarestorage.com 上的存储。',
      '仓库或其存储关闭了连接，过一会儿就好。',
    ],
    confirm: '在日志里看分段失败了多少次，错误是什么。',
    fixes: {
      again: '重新拉取：已完成的部分会保留。其间不要重启服务，旧版本会因此丢弃这些分段。',
      path: '在服务所在的机器上看存储域名是否应答，有任何 HTTP 应答即可。让防火墙或代理放行它。',
      proxy: '如果需要代理，以 HTTPS_PROXY 设置给服务。',
    },
  },
  'registry-cert-expired': {
    title: '模型仓库的证书不在有效期内，或本机时钟不对',
    meaning: '按服务所在机器的时间，对方出示的证书无效。错误信息里写着这两个时间。',
    causes: [
      '机器、容器或虚拟机的时钟不对，常见于休眠之后或没有电池时。',
      '仓库的证书真的过期了，要由运营方更新。',
      '检查流量的代理出示了自己的过期证书。',
    ],
    confirm: '把时钟与手表对照，再把证书的日期与时钟对照。',
    fixes: {
      clock: '如果时钟不对，校正它。',
      later: '如果时钟正确，等证书更新后再拉取。--insecure 不会跳过这项检查。',
    },
  },
  'registry-outage': {
    title: '模型仓库自身出了故障',
    meaning: '请求已经到达，仓库或其后面的存储返回了服务器错误。你这边没有问题。',
    causes: ['仓库或存放模型的 Cloudflare 发生故障。', '途中的代理报告它连不上仓库（502、503、504）。'],
    confirm: '直接访问仓库，并查看 Cloudflare 的状态页。',
    fixes: {
      later: '等几分钟再拉取。',
      proxy: '如果一直这样而别人可以拉取，看看服务是否设置了代理，应答的可能是它。',
    },
  },
  'pull-stalled': {
    title: '下载停住不动[：{waitedMs} 没有数据]',
    meaning:
      '模型的某个分段已有一段时间没有数据。服务会在 30 秒后（0.5.8 之前为 5 秒）自己重新请求该分段；日志里有几行这样的记录无妨，但一直停住不动就不正常了。',
    causes: [
      '网络慢或不稳定。',
      '到存储网络中这台服务器的连接不好，换一台可能更快。',
      '代理或过滤设备为了扫描而扣住下载。',
    ],
    confirm: '在日志里看是否总是同样的分段停住。',
    fixes: {
      again: '重新开始拉取（如果还在运行，先用 Ctrl-C 停止）：会用新的连接从断开处继续。',
      path: '在服务所在的机器上看存储域名是否应答，有任何 HTTP 应答即可。',
      proxy: '如果需要代理，以 HTTPS_PROXY 设置给服务。',
    },
  },
  'pull-incomplete': {
    title: '拉取在模型完整之前就结束了[：{model}]',
    meaning:
      '一部分已经下载，但 manifest 是最后才写的，这次没有写成，所以对服务来说这个模型不存在。[尽管如此，服务还是报告了 “{claimed}”。]',
    causes: ['拉取期间服务停止、崩溃或被重启。', '客户端和服务之间的连接断了。', '磁盘满了。'],
    confirm: '看服务现在是否认识这个模型。',
    fixes: {
      again: '重新拉取，直到出现 “success”。已完成的部分会保留。',
      log: '如果又提前结束，在日志里看服务为什么停止。',
    },
  },
  'digest-mismatch': {
    title: '下载的文件已损坏：SHA-256 与预期不符',
    meaning:
      '服务会校验收到的每个文件。这个文件的内容与它的名字不符，已被丢弃。[{emptyHash} 是空文件的摘要：什么都没有收到。]',
    causes: [
      '数据在途中被改动：连接不好、代理缓存或杀毒软件。',
      '机器的磁盘或内存有故障，反复出现时很可能是这个原因。',
      '上传文件的程序是用别的内容计算摘要的。',
    ],
    confirm: '在日志里看是否总是同一个文件，以及之前有没有分段失败。',
    fixes: {
      again: '重新拉取：损坏的文件已经删除，会重新下载。',
      path: '如果再次出现，看模型所在磁盘有没有空间，并换一个不经过代理和杀毒软件的网络。',
      hardware: '如果换网络也一样，查找磁盘和内存错误，并测试内存。',
    },
  },
  'ollama-too-old-for-model': {
    title: '这个版本的 Ollama 对该模型来说太旧了[（架构 {architecture}）][，需要 {required}]',
    meaning: '模型用到了这个版本的服务还不认识的东西：架构、分词器、模板或权重的布局。',
    causes: [
      '服务比模型旧。要看的是服务的版本，而不是命令的版本，后者可能更新。',
      'Ollama 已经升级，但旧的服务还在运行，或内置 Ollama 的镜像没有跟上。',
      '模型需要预发布版，或还没有任何版本的 Ollama 支持它。',
      '文件的转换方式与这个版本不匹配。',
    ],
    confirm: '把应答的服务的版本与模型页面或发布说明要求的版本对照。',
    fixes: {
      upgrade: '升级 Ollama。模型会保留在原处。',
      restart: '如果已经升级，重启服务，让新版本来应答。',
      replace:
        '如果最新版本也这样说，而模型库里有这个模型，就重新下载。这会删除本地的副本，它的 Modelfile 会保存为 Modelfile.bak。',
    },
  },
  'private-registry': {
    title: '自建的模型仓库与 Ollama 不能配合',
    meaning:
      '模型名称以你自己的仓库开头，而 Ollama 无法与它通信：不信任它的证书，或它用的是 HTTP 而 Ollama 用 HTTPS，或不支持它的登录方式。',
    causes: [
      '仓库的证书是自签名的，服务所在的系统不信任它。--insecure 不会跳过这项检查。',
      '仓库用的是 HTTP，而名称前没有 http://，或命令没有加 --insecure。',
      '仓库要求用户名和密码（Basic 认证），Ollama 不支持。',
      '仓库或其缓存不支持 Ollama 所需的全部接口。',
    ],
    confirm: '看仓库出示的是什么证书，如果有的话。',
    fixes: {
      trustAuthority: '让服务所在的系统信任仓库的 CA，其证书为 FILE。在容器里，重建容器后需要再做一次。',
      insecure:
        '如果仓库用的是 HTTP，在名称前写 http:// 并加上 --insecure。这样既不加密也不校验，只应在可信的网络里使用。',
      copy: '如果仓库要求密码或拒绝 manifest，让项目允许匿名读取，或在两边的服务都停止时，从有该模型的机器复制模型目录（manifests 和 blobs）。',
    },
  },
  'push-unauthorized': {
    title: '这个服务无权推送到该命名空间',
    meaning: '推送是用服务的密钥签名的，而不是敲命令的人的密钥。只有该密钥登记在拥有这个命名空间的账号下，仓库才接受。',
    causes: [
      '服务的公钥没有登记到你的账号。系统服务、容器和用户各有各的密钥。',
      '名称不是以你自己的用户名开头。',
      '在这个端口应答的是另一个 Ollama，例如容器里的那个。',
    ],
    confirm: '输出服务的公钥，看它是否列在 ollama.com/settings/keys。',
    fixes: {
      signIn: '让服务登录，或把它的公钥添加到 ollama.com/settings/keys。',
      rename: '如果名称不在你的用户名下，把模型复制到你的用户名下再推送。',
    },
  },
  'model-name-case': {
    title: '已有一个名称只有大小写不同的模型',
    meaning: '对 Ollama 来说，模型名称不区分大小写，而大小写写法不同的同名模型已经存在。',
    causes: ['输入名称时用了大写字母，例如把 llama3.1 写成 Llama3.1。'],
    confirm: '列出模型，看已有的那个是怎么写的。',
    fixes: {
      spelling: '使用列表里显示的写法。',
      rename: '如果它应当是另一个模型，取一个不只是大小写不同的名称。',
      upgrade: '较新的版本会自动使用已有的写法：升级 Ollama。',
    },
  },
  'hf-auth-required': {
    title: 'Hugging Face 不允许这个服务读取该仓库',
    meaning:
      '该仓库需要申请（gated）、是私有的，或者不存在。Ollama 不使用 hf 命令的 token，而是用服务自己的密钥签名，它必须登记在 Hugging Face。',
    causes: [
      '没有接受需要申请的仓库的条款。',
      '服务的公钥没有登记到有权限的账号。',
      '仓库名拼错了：这种情况 Hugging Face 也回答 401。',
    ],
    confirm: '输出服务的公钥，看它是否列在 huggingface.co/settings/keys。',
    fixes: {
      accept: '在 huggingface.co 打开该仓库的页面，核对拼写，登录并接受条款。',
      key: '把服务的公钥添加到 huggingface.co/settings/keys，再拉取。',
      download: '或者用你自己的 token 下载 GGUF，再用该文件创建模型。',
    },
  },
  'hf-rate-limited': {
    title: 'Hugging Face 限制了来自这个地址的请求',
    meaning: '来自你的公网地址的请求太多，这个地址可能由许多人共用。拒绝的是 Hugging Face，不是 Ollama。',
    causes: ['服务没有用账号，而它的地址是公司、VPN 或云共用的。', '脚本或多台服务在短时间内拉取了很多。'],
    confirm: '在日志里看被拒绝了多少次。',
    fixes: {
      later: '等几分钟再拉取。',
      key: '把服务的公钥添加到 huggingface.co/settings/keys，有账号时限额更高。',
    },
  },
  'hf-sharded-gguf': {
    title: 'Hugging Face 仓库里的模型分成了多个文件，无法直接拉取',
    meaning: '这个标签的 GGUF 被拆成几份（…-00001-of-0000N.gguf）。Ollama 只能拉取单个文件的 GGUF。',
    causes: ['Hugging Face 要求拆分约 50 GB 以上的文件，所以大模型的高精度量化都是拆开的。'],
    confirm: '列出仓库里属于分片的文件。',
    fixes: {
      other: '选择单个文件的量化版本。',
      merge: '或者下载各个分片，用 llama.cpp 的 llama-gguf-split 合并，再用结果创建模型。',
    },
  },
  'hf-not-gguf': {
    title: 'Hugging Face 仓库里没有可以拉取的 GGUF',
    meaning: '从 Hugging Face 只能拉取 GGUF 文件。这个仓库里没有，或没有 llama.cpp 能用的。',
    causes: [
      '这是存放 safetensors 的原始仓库；GGUF 在另一个仓库里，名称常以 -GGUF 结尾。',
      '标签里的量化版本不在仓库的文件之中。',
      '文件是投影器、适配器或分片，而不是完整的模型。',
    ],
    confirm: '列出仓库里的 GGUF 文件。',
    fixes: {
      repository: '拉取一个有 GGUF 文件的仓库，并使用其中存在的量化版本。',
      import: '或者下载 safetensors，让 Ollama 转换，前提是它支持该架构。',
    },
  },
  'hf-realm-mismatch': {
    title: 'Hugging Face 要求登录的主机名与模型名称里的不同',
    meaning:
      '从 0.14.3 起，服务只向它所请求的主机登录。仓库需要登录或不存在时，Hugging Face 会把 hf.co 转到 huggingface.co。',
    causes: ['仓库需要申请或是私有的，而名称以 hf.co 开头。', '仓库名拼错了。'],
    confirm: '看仓库是否公开：200 是公开，401 是私有或不存在。',
    fixes: {
      host: '核对拼写，并把主机写成完整的 huggingface.co。',
      key: '如果仓库需要申请或是私有的，接受其条款，并把服务的公钥添加到 huggingface.co/settings/keys。',
    },
  },
  'registry-rate-limited': {
    title: '模型仓库限制了来自这个地址的请求',
    meaning: '仓库回答 429：短时间内来自这个地址的请求太多。',
    causes: ['同一个地址后面有许多机器同时拉取。', '脚本在循环里拉取或推送。'],
    confirm: '在日志里看被拒绝了多少次。',
    fixes: {
      later: '等几分钟再拉取。',
      share: '如果许多机器需要同一个模型，只拉取一次，再在其他机器的服务停止时把模型目录复制过去。',
    },
  },
  'registry-access-denied': {
    title: '模型仓库拒绝访问这个模型',
    meaning: '仓库收到了请求并拒绝（401 或 403）：模型是私有的，或仓库不认识服务的密钥。',
    causes: [
      '模型是私有的，而服务的公钥没有登记到有权读取的账号。',
      '名称拼错了，或缺少用户名。',
      '仓库或途中的过滤设备屏蔽了你的网络或所在国家。',
    ],
    confirm: '输出服务的公钥，看它是否列在 ollama.com/settings/keys。',
    fixes: {
      signIn: '让服务登录，或把它的公钥添加到 ollama.com/settings/keys。',
      name: '核对名称，前面要有用户名。',
      network: '如果公开的模型也被拒绝，看仓库是否应答这台机器，并换一个网络。',
    },
  },
  'registry-proxy-unreachable': {
    title: '连不上给服务设置的代理',
    meaning: '服务的环境里有 HTTPS_PROXY，而到这个代理本身的连接失败了，根本没有问到仓库。',
    causes: [
      '代理的地址或端口不对，或代理没有运行。',
      '代理在宿主机的 127.0.0.1 上，而在容器或 WSL 里那是另一个地方。',
      'HTTPS_PROXY 以 https:// 开头，而代理用的是普通 HTTP：必须以 http:// 开头。',
    ],
    confirm: '看给服务设置的是哪个代理。',
    fixes: {
      proxy: '把正确的代理地址设置给服务，开头几乎总是 http://。',
      host: '在容器里用 host.docker.internal 访问宿主机上的代理（Linux 上还要加 --add-host=host.docker.internal:host-gateway），代理也要在那里监听。',
      noProxy: '如果不需要代理，从服务里去掉它。',
    },
  },
  'pull-failed': {
    title: '拉取失败',
    meaning: '服务没能得到模型，而这段文字不足以判断原因。',
    causes: ['网络、代理或仓库以这里未知的方式出错。', '仓库里有模型的 manifest，却缺少其中一个文件。'],
    confirm: '在日志里找最先失败的是什么。',
    fixes: {
      again: '重新拉取：已完成的部分会保留。',
      log: '在日志里看错误之前写了什么。',
      path: '在服务所在的机器上看仓库是否应答。',
    },
  },
}
