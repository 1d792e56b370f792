import type {WordsOf} from '../entry.ts'
import type {startup as domain} from '../startup.ts'

export const startup: WordsOf<typeof domain> = {
  'port-in-use': {
    title: '端口[ {address} ]已被占用[，占用者是 {process}]',
    meaning: '服务要监听的地址上已经有别的进程。绝大多数情况下就是一个正在运行的 Ollama，那就不需要再启动。',
    causes: [
      'Ollama 已经作为系统服务、托盘或菜单栏应用、容器在运行，“ollama serve” 又启动了一个。',
      'WSL 或 Docker 里的 Ollama 占着端口。',
      '别的程序占用了端口。',
    ],
    confirm: '如果第一条命令显示服务的版本，就说明那里已经有 Ollama；其余命令显示是哪个进程。',
    fixes: {
      use: '直接用正在运行的服务，“ollama run” 会自己找到它。',
      restart: '要换设置，就改系统服务或应用的设置，再重启它。',
      stop: '要手动运行服务，先停掉另一个。',
      otherPort: '如果别的程序必须用这个端口，给 Ollama 换一个，并告诉每个客户端。',
    },
  },
  'port-reserved-windows': {
    title: 'Windows 不让 Ollama 使用端口[ {address}]',
    meaning:
      'Hyper-V、WSL 或 Docker 会在 Windows 启动时保留一些端口段，这次 Ollama 的端口正好在其中。重装 Ollama 没有用。',
    causes: ['Windows NAT 服务（winnat）保留的端口段包含了这个端口。', '安全软件或别的程序独占了这个端口。'],
    confirm: '看第一个列表里有没有包含该端口的段；端口是 11434，除非 OLLAMA_HOST 写了别的。',
    fixes: {
      winnat: '以管理员身份打开 PowerShell，重启 winnat 让它另选端口段，然后启动 Ollama。其间容器和 WSL 会短暂断网。',
      reserve: '要一劳永逸，在 winnat 停止时为 Ollama 保留这个端口（需要管理员）。',
      otherPort: '或者给 Ollama 换一个不在保留段里的端口，并告诉每个客户端。',
    },
  },
  'env-not-applied': {
    title: '设置[ {variable} ]没有传到服务',
    meaning: '服务只有启动它的那个程序的环境变量。在 shell 里设置的变量到不了系统服务或应用。',
    causes: ['变量是在 shell 或 .bashrc 里 export 的，而服务由系统服务或应用启动。', '改完之后没有重启服务或应用。'],
    confirm: '看服务实际有哪些环境变量。',
    fixes: {
      restart: '如果设置写对了地方，让服务重新读取。',
      set: '在服务运行的地方设置变量。',
    },
  },
  'models-dir-permission': {
    title: '服务无权使用模型目录[：{path}]',
    meaning: '运行服务的用户不能进入、读取或写入模型目录。作为系统服务时，这个用户通常是 “ollama”，不是你自己。',
    causes: [
      'OLLAMA_MODELS 指向家目录或某个挂载点之下，用户 “ollama” 进不去；每一级父目录都算。',
      '有些文件是 root 创建的，比如用 sudo 运行过 “ollama serve”，或拷贝过模型。',
      '单元文件禁止访问，设置了 ProtectHome 或 ProtectSystem。',
    ],
    confirm: '在路径上找出服务的用户不能进入（x）或不能写入（w）的目录。',
    fixes: {
      owner: '把模型目录交给运行服务的用户。',
      traverse: '让这个用户能穿过挡住它的每一级父目录；它并不会因此看到里面的文件。',
      protectHome: '如果单元文件有 ProtectHome，而模型在 /home 下，就把它关掉。',
      elsewhere: '或者把模型放在 /home 之外。已有的模型要搬过去或重新拉取。',
    },
  },
  'key-permission': {
    title: '服务无法读取或创建自己的密钥[（{path}）]',
    meaning: '每个服务都有一把密钥，在其用户家目录的 .ollama/id_ed25519。现在读不了也建不了，服务会退出，或无法登录。',
    causes: [
      '用户 “ollama” 的家目录不存在，或属于别人。',
      '密钥是 root 创建的。',
      '容器以某个用户运行，而它没有可写的家目录。',
    ],
    confirm: '看服务的用户的家目录在哪里，其中的 .ollama 属于谁。',
    fixes: {
      owner:
        '补建家目录里缺少的部分，并把其中的 .ollama 交给服务的用户。HOME_DIR 是 “getent” 输出的目录，通常是 /usr/share/ollama。',
      home: '在容器里，用镜像自带的用户运行，或把 HOME 设为该用户可写的卷。',
      user: '如果用户 “ollama” 不存在，就连同家目录一起创建。',
    },
  },
  'key-invalid': {
    title: '服务的密钥是空的或已损坏',
    meaning: '服务的用户有 .ollama/id_ed25519 这个文件，但里面没有可用的密钥。这和你自己的 SSH 密钥无关。',
    causes: ['写密钥时磁盘已满或断电。', '镜像、备份或卷带来了一个空文件。', '被换成了别的密钥。'],
    confirm: '正常的密钥以 “-----BEGIN OPENSSH PRIVATE KEY-----” 开头。',
    fixes: {
      restart: '先重启服务，有时这样就好了。',
      replace: '把文件改名放到一边再重启，服务会生成新的密钥。这是新的身份，如果登录过 ollama.com，需要重新登录。',
    },
  },
  'home-not-set': {
    title: '服务没有设置 HOME',
    meaning: 'Ollama 在家目录里找密钥和模型，而启动它的程序没有告诉它家目录在哪里。',
    causes: ['自己写的 systemd 单元文件没有 User= 或 HOME。', '容器、cron 任务或别的程序用空的环境启动了 Ollama。'],
    confirm: '看服务有没有用户和 HOME。',
    fixes: {
      home: '给服务设置 HOME。',
      user: '或者让单元以用户 “ollama” 运行，它有家目录。',
    },
  },
  'read-only-fs': {
    title: 'Ollama 需要写入的地方是只读的[：{path}]',
    meaning: '这个路径所在的文件系统以只读方式挂载。改属主或权限没有用。',
    causes: [
      '容器的卷带了 :ro，或容器本身只读。',
      '系统把 /usr 设为只读，例如 NixOS、Fedora Silverblue、SteamOS。',
      '单元文件用 ProtectSystem 把它设成了只读。',
      '磁盘出错后，内核把它改成了只读。',
    ],
    confirm: '看挂载选项里有没有 “ro”，以及单元文件是否保护了这个路径。',
    fixes: {
      mount: '以可写方式挂载。如果是出错后内核改成只读的，先检查磁盘。',
      sandbox: '如果是单元文件保护了路径，就放开它。',
      elsewhere: '如果系统不可变，给服务一个可写的家目录。',
      container: '或者在容器里运行 Ollama。',
    },
  },
  'server-crash-on-start': {
    title: '服务在启动过程中退出',
    meaning: '进程启动后还没应答就退出了。原因在日志里退出前的那几行。',
    causes: [
      '某个设置或目录让它停下：前面的 “Error:” 一行写明了是哪个。',
      '缺少某个库，或库太旧：退出状态是 127。',
      '在查找 GPU 时崩溃在驱动里。',
    ],
    confirm: '看退出状态，以及它是不是在反复重启。',
    fixes: {
      log: '看最后一次启动之后的第一个错误。',
      foreground: '或者停掉系统服务，在终端里启动，看它输出什么。',
      upgrade: '如果崩溃时没有给出原因，重新安装最新版本。',
    },
  },
  'stale-app-instance': {
    title: '卡住的 Ollama 应用使服务无法启动',
    meaning: '应用以为自己已经在运行，或者正在更新，于是没有启动服务，命令白白等待。',
    causes: ['更新或崩溃后留下了应用的进程。', '更新程序还在工作。', '应用启动服务太慢。'],
    confirm: '看有哪些 Ollama 进程，从什么时候开始运行。',
    fixes: {
      restart: '退出 Ollama 再启动。',
      kill: '如果退不掉，就结束它的进程再启动。',
      serve: '或者不用应用，直接运行服务，看它输出什么。',
    },
  },
  'execution-blocked': {
    title: '系统不让 Ollama 运行它的程序[：{path}]',
    meaning: 'Ollama 的某个程序或库是存在的，但启动或加载它被拒绝。',
    causes: [
      '安全软件拦截了它或把它隔离了，多半是误报。',
      '服务的用户无权执行这个文件或进入上级目录，或者它所在的卷以 noexec 挂载。',
      '有策略禁止：SELinux、fapolicyd、AppArmor、Windows 应用程序控制。',
    ],
    confirm: '看有没有缺少 x、有没有 noexec，以及系统或安全软件的日志里有没有拒绝记录。',
    fixes: {
      mode: '让所有人都能读取和执行这个程序和它的库。',
      policy: '如果是 SELinux 或 fapolicyd 拒绝，恢复标签或信任这些文件。',
      allow:
        '从隔离区恢复文件，并把 Ollama 的文件夹加入排除项（需要管理员）。此后该文件夹不再被扫描，所以只对来自 ollama.com 的 Ollama 这样做。',
      reinstall: '如果文件已经没了，重新安装 Ollama。',
    },
  },
  'libc-too-old': {
    title: '系统的 C 或 C++ 库对 Ollama 来说太旧[，需要 {required}]',
    meaning: 'Ollama 的程序是为更新的系统构建的，在这个系统上无法启动。',
    causes: [
      '发行版已停止支持，例如 CentOS 7 或 Ubuntu 18.04。',
      '发行版用的是别的 C 库，例如 Alpine 的 musl。',
      'LD_LIBRARY_PATH 或 conda 之类的环境让较旧的库排在系统库之前。',
    ],
    confirm: '把 glibc 的版本和报错里的版本比一比。',
    fixes: {
      container: '在容器里运行 Ollama，它自带所需的库。',
      upgradeSystem: '升级发行版。不要单独替换 glibc，整个系统都依赖它。',
      olderOllama: '较旧的 Ollama 也许还能运行，但支持的模型较少。',
    },
  },
  'not-installed-or-path': {
    title: '找不到 ollama 程序',
    meaning: '在调用它的地方没有安装，或者安装在没有被搜索的文件夹里。',
    causes: [
      '这台机器上没有安装 Ollama，或者当前的容器、notebook 里没有。',
      '终端是安装之前打开的，或 PATH 里没有它的文件夹。',
      '单元文件的 ExecStart 指向不存在的路径。',
    ],
    confirm: '看程序是否存在，在哪里。',
    fixes: {
      path: '如果已安装，打开新的终端，或把它的文件夹加入 PATH。',
      install: '如果没有，就安装。',
      unit: '如果是系统服务找不到它，改正单元文件里的路径。',
    },
  },
  'install-download-failed': {
    title: '安装程序无法下载或解压 Ollama',
    meaning: '下载中断了，或者来的是别的内容，例如代理的网页。现在装好的可能不完整。',
    causes: [
      '连接被切断；文件超过 1 GB。',
      '代理或防火墙拦截了 ollama.com 或 github.com。',
      '缺少安装程序需要的工具，例如 zstd。',
    ],
    confirm: '看文件能否访问，空间够不够。',
    fixes: {
      again: '重新安装。',
      tools: '如果提示需要 zstd 或别的工具，先安装它。',
      proxy: '在代理后面时，让运行安装程序的 shell 知道代理。',
      resume:
        '如果连接总是中断，反复执行这条支持断点续传的下载命令，再自己解压。ARM 机器的文件是 ollama-linux-arm64.tar.zst。',
    },
  },
  'install-snap-curl': {
    title: 'curl 无法写入下载的文件',
    meaning: '以 snap 安装的 curl 不能写 /tmp 或隐藏目录，而安装程序需要它写。很少是磁盘空间的问题。',
    causes: ['curl 是 snap。', '磁盘已满，或目录不可写。'],
    confirm: '看 curl 是否在 /snap/bin。',
    fixes: {
      replace: '把 snap 换成发行版自己的软件包，再安装一次。',
      space: '如果 curl 不是 snap，看磁盘是否已满。',
    },
  },
  'ca-store-outdated': {
    title: '这个系统不信任 ollama.com 的证书',
    meaning: '受信任的证书机构列表太旧或缺失，时钟不对，或者中途有东西换上了自己的证书。',
    causes: [
      'ca-certificates 软件包太旧或缺失。',
      '时钟不对。',
      '公司的代理或安全软件拦截 TLS。',
      'CURL_CA_BUNDLE 或 SSL_CERT_FILE 指向不存在的文件。',
    ],
    confirm: '看日期对不对，收到的证书是谁签发的。',
    fixes: {
      clock: '校准时钟。',
      bundle: '更新证书机构列表。',
      company: '如果代理拦截 TLS，把它的证书加到运行服务的系统里。',
    },
  },
  'several-servers': {
    title: '这台机器上运行着不止一个 Ollama 服务[：{count} 个]',
    meaning:
      '每个服务有自己的模型、变量和日志，并争用同一份内存。为其中一个拉取的模型或设置的变量，在另一个那里并不存在。',
    causes: [
      '系统服务在运行，又有人启动了 “ollama serve” 或应用。',
      '装有 Ollama 的容器与机器本身的服务同时运行。',
      '几个用户各自运行了一个。',
    ],
    confirm: '看有哪些、属于谁、从什么时候开始运行。',
    fixes: {
      stop: '停掉没人用的那个。',
      disable: '如果没人用的是系统服务，就不让它再启动。',
      keep: '如果两个都需要，就给它们各自的端口和内存，并在配置的 “severity” 里把 “several-servers” 设为 “off”。',
    },
  },
  'version-mismatch-old-server': {
    title: '运行中的服务[ {serverVersion} ]与 ollama 命令[ {clientVersion} ]版本不同',
    meaning: '多半是 Ollama 升级过，而升级前启动的服务还在运行。较新的模型和功能在旧的服务上会失败。',
    causes: ['升级后没有重启服务。', '这台机器上有两份安装。', '服务在容器里或别的机器上，有自己的版本。'],
    confirm: '比较两个版本，看服务运行了多久。',
    fixes: {
      restart: '重启服务。',
      find: '如果旧版本又回来，找出另一份安装，按当初安装的方式卸载。',
      upgrade: '如果服务在容器里或别的机器上，在那里升级。',
    },
  },
  'ollama-origins-malformed': {
    title: 'OLLAMA_ORIGINS 里有不是 origin 的内容',
    meaning:
      'OLLAMA_ORIGINS 里只要有一项没有协议，服务就会立刻退出。origin 要写成浏览器发送的样子：https://app.example.com，有端口就带上，不带路径。',
    causes: ['某一项没有 http:// 或 https://。', '值里有引号、分号或空格；各项之间应该用逗号。'],
    confirm: '看服务拿到的值。',
    fixes: {
      write:
        '写完整的 origin，用逗号分隔。这些 origin 的网页都能使用 Ollama，而 Ollama 没有身份验证，所以只写你信任的。',
      unset: '如果没有别处的网页要用 Ollama，就去掉这个变量。',
    },
  },
  'port-privileged': {
    title: '服务无权使用端口[ {address}]',
    meaning: '1024 以下的端口保留给 root。OLLAMA_HOST=http://… 不写端口就是 80，https://… 就是 443。',
    causes: [
      'OLLAMA_HOST 有协议而没有端口。',
      'OLLAMA_HOST 写了 1024 以下的端口。',
      '安全策略（例如 SELinux）禁止这个端口。',
    ],
    confirm: '看服务的 OLLAMA_HOST 是什么。',
    fixes: {
      port: '写明端口，最好用默认的。地址按需要保留；除 127.0.0.1 外，能访问到它的人都能使用 Ollama，而 Ollama 没有身份验证。',
      capability: '或者允许系统服务使用低端口。',
    },
  },
  'temp-dir-unusable': {
    title: '临时文件目录不可用[：{path}]',
    meaning: 'Ollama 在查找 GPU 和导入模型时要写临时文件。这个目录不存在，或服务的用户无权写入。',
    causes: ['TMPDIR 指向的目录对系统服务来说不存在。', '/tmp 的权限不对，或属于别人。', '容器没有 /tmp，或容器只读。'],
    confirm: '看服务有没有设置 TMPDIR；/tmp 应显示 drwxrwxrwt。',
    fixes: {
      unset: '去掉服务的 TMPDIR，让它用系统的目录。',
      mode: '恢复系统的临时目录。',
    },
  },
  'models-dir-not-a-directory': {
    title: '模型目录不是目录[：{path}]',
    meaning: '服务要找模型或要创建目录的地方是一个文件，或者什么也没有。改属主没有用。',
    causes: ['OLLAMA_MODELS 指向一个文件，或文件之下的路径。', 'OLLAMA_MODELS 指向没有挂载的磁盘或不存在的盘符。'],
    confirm: '看这个路径上是什么。',
    fixes: {
      folder: '把 OLLAMA_MODELS 设为存在的目录，或在服务启动前挂载它的磁盘。',
      rename: '如果没有东西需要这个文件，也可以把它改名，服务随后会创建目录。',
    },
  },
  'cli-usage': {
    title: 'ollama 命令不认识这种用法[：{command}][：{flag}]',
    meaning: '这个版本的 ollama 没有这样的命令、选项或参数个数。',
    causes: [
      '写错或漏了一个词，多半是模型的名字。',
      '这个命令或选项是更新的版本才有的。',
      '这项设置不是命令行选项：上下文用 /set parameter num_ctx、Modelfile 或 OLLAMA_CONTEXT_LENGTH 设置。',
    ],
    confirm: '看有哪些命令，以及当前是哪个版本。',
    fixes: {
      help: '看这个命令怎么用。',
      upgrade: '如果是更新的版本才有的，就升级。',
    },
  },
  'unit-line-ignored': {
    title: 'systemd 没有按本意读取单元文件里的一行[：{variable}]',
    meaning:
      '单元文件或 drop-in 里的变量写法不对，systemd 会忽略它或只取一部分。它只在自己的日志里说明，然后不带这个变量启动服务。',
    causes: [
      '带空格的值没有加引号：只有第一个词有效。',
      '那一行前面缺少 Environment=。',
      '那一行不在 [Service] 下面。',
    ],
    confirm: '看 systemd 对单元文件怎么说，以及它给服务哪些变量。',
    fixes: {
      line: '这样写，整个赋值加引号，然后重启。',
      remove: '把不起作用的那一行从文件里去掉；下面的命令显示它在哪里。',
    },
  },
  'config-unknown-variable': {
    title: '没有哪个版本的 Ollama 读取变量[ {variable}][，有效的是 {suggestion}]',
    meaning: '设置了一个 Ollama 服务不认识的变量，它不起任何作用。别的程序也可能有同名的变量。',
    causes: [
      '正确的是相近的名字：上下文用 OLLAMA_CONTEXT_LENGTH，端口写在 OLLAMA_HOST 里，还有 OLLAMA_LOAD_TIMEOUT、OLLAMA_MODELS。',
      '它不是服务的设置，而是每个请求的选项，例如 num_gpu 或 num_thread。',
      '它属于别的程序。',
    ],
    confirm: '第一条命令列出服务会读取的变量；再看它实际有哪些。',
    fixes: {
      rename: '[改用有效的变量 {suggestion}。]',
      request:
        'num_gpu、num_thread、num_batch 或 temperature 要写成 Modelfile 的 PARAMETER，或作为请求的 options 发送。',
      remove: '去掉不起作用的变量。',
    },
  },
  'config-variable-version': {
    title: '这个版本[ {serverVersion}]不读取变量[ {variable}][：从 {since} 起才读取][：{until} 之前才读取]',
    meaning: '这是 Ollama 的变量，但正在运行的服务不认识它，所以它不起作用。',
    causes: ['服务比所参照的说明旧。', '这个设置已从 Ollama 中去掉，或者现在自动决定。'],
    confirm: '第一条命令列出已安装版本读取的变量。',
    fixes: {upgrade: '如果较新的版本读取它，升级 Ollama。', remove: '如果没有版本再读取它，把它去掉。'},
  },
  'config-invalid-value': {
    title: '服务读不懂一个环境变量的值[：{variable}][ 是 {value}]',
    meaning: '服务忽略这个值，按默认值继续运行。',
    causes: ['应该是数字，却写成了文本、带了单位或打错了字。', '这个值只有别的版本才认识。'],
    confirm: '看看服务里的值是什么；日志会写明它采用的默认值。',
    fixes: {
      correct: '写成它能读懂的值：多数变量用整数，时长要带单位，例如 5m。',
      remove: '或者保留默认值。',
    },
  },
  'log-unreadable': {
    title: '没有服务的日志能说明更多[：日志在 {remoteHost} 上]',
    meaning:
      '日志属于系统服务或别的用户，Ollama 没有把它写在查找的地方，或者其中没有那一刻的内容。没有日志，有些原因无法判断。',
    causes: [
      '你的用户无权读取系统服务的日志，或无权使用 Docker。',
      '服务是手动启动的，日志在那个终端里。',
      'Ollama 在别处运行：容器、WSL 或另一台机器。',
    ],
    confirm: '看你属于哪些组，以及 Ollama 是怎样运行的。',
    fixes: {
      point: '如果日志在某个文件里、属于另一个服务单元或另一个容器，请说明在哪里。',
      root: '如果它属于系统服务，以 root 身份读取。',
      group: '或者加入可以读取系统日志的组。',
      foreground:
        '如果 “ollama serve” 在终端里运行，日志就是它在那里输出的内容，可以用 “ollama serve 2>&1 | tee ollama.log” 保存。',
      remote: '如果服务在另一台机器上，从这里读取它的日志。',
    },
  },
}
