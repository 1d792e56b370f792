import type {WordsOf} from '../entry.ts'
import type {store as domain} from '../store.ts'

export const store: WordsOf<typeof domain> = {
  'disk-full': {
    title: '磁盘满了[：{path} 下只剩 {freeBytes}]',
    meaning:
      '存放模型的文件系统没有空间了；拉取会中断，这时写入的文件可能是空的。创建模型时还要有放下第二份副本的空间。',
    causes: [
      '被模型占满。',
      '留有未完成下载的部分文件。',
      '模型所在的分区比你想的小：Linux 服务放在 /usr/share/ollama 下，容器放在自己的卷里。',
      '同一磁盘被别的东西占满，或者配额用完了。',
    ],
    confirm: '看看真正存放模型的文件系统还剩多少空间。',
    fixes: {
      look: '看看空间被什么占用。',
      remove: '删除不需要的模型；来自模型仓库的可以重新拉取，自己创建的不行。',
      move: '或者把模型复制到更大的磁盘，并为服务设置 OLLAMA_MODELS；确认新位置可用之后再删除旧目录。',
    },
  },
  'filesystem-unsupported': {
    title: '模型目录所在的文件系统不支持 Ollama 需要的操作',
    meaning: 'Ollama 会写入文件名很长的稀疏文件，预先设定大小，再重命名。有些文件系统会拒绝其中某一步。',
    causes: [
      '目录在 exFAT、FAT32、内存盘或网络共享上。',
      '在 Linux 下挂载了 NTFS 磁盘，而 Ollama 早于 0.1.30：那时文件名里有冒号。',
      '文件打开期间，网络共享被重新挂载。',
    ],
    confirm: '看看目录所在的是哪种文件系统。',
    fixes: {
      upgrade: '如果 Ollama 版本很旧，先升级：新版本用普通的文件名。',
      move: '把模型移到本地磁盘（ext4、XFS、Btrfs、APFS，或 Windows 上的 NTFS）；旧目录会保留，直到你自己删除。',
    },
  },
  'manifest-corrupt': {
    title: '[{model} 的 ]manifest 损坏了',
    meaning:
      'manifest 是记录模型由哪些文件组成的小文件。其中一个变空或不再是 JSON，于是模型从列表里消失，清理和拉取别的模型也可能失败。',
    causes: [
      '写入时磁盘满了。',
      '机器断电，或者服务被强行结束。',
      '目录只复制了一部分，或者里面有失效的链接。',
      '目录里混进了不是 manifest 的文件，例如 macOS 的 ._ 文件。',
    ],
    confirm: '日志会写出模型名；manifests 里的空文件就是损坏的。',
    fixes: {
      pull: '重新拉取该模型：会写入新的 manifest，磁盘上已有的内容不会重新下载。',
      setAside:
        '如果不行，或者不需要这个模型，把它的 manifest 移出目录。之后模型不再列出，它的权重会在下次启动时被清理。',
      restart: '重启服务，让它重新读取 manifest。',
    },
  },
  'blob-missing': {
    title: '模型[ {model} ]的文件可能从存储里丢失了',
    meaning: '模型仍然列在那里，但服务打不开它的某个文件。这时许多版本只会说模型什么都不支持，或者找不到模型。',
    causes: [
      'blob 被删除了，或者从来没有复制过来。',
      '服务没有权限读取它。',
      '复制期间服务启动，删掉了还没有 manifest 引用的文件。',
    ],
    confirm: '看看能否显示该模型，以及日志里写的是哪个文件。',
    fixes: {
      pull: '重新拉取：缺失的文件会被下载。',
      recreate: '如果模型是用 ollama create 创建的，用它的 Modelfile 重新创建。',
      copy: '如果模型是从别的机器复制来的，先停止服务，先复制 blobs 目录，再复制 manifests 目录，并让服务的用户拥有它们。',
    },
  },
  'models-dir-differs': {
    title: '服务在另一个目录里找模型[，而不是 {path}]',
    meaning:
      '模型还在，只是不在这个服务查找的地方。每个用户、系统服务和容器都有自己的目录，而 OLLAMA_MODELS 只有传给服务本身才有效。',
    causes: [
      '系统服务之外又手动启动了一个服务：它用的是你自己的目录。',
      'OLLAMA_MODELS 只在 shell 里设置了，没有设置给服务，或者它所在的磁盘没有挂载。',
      '一个服务在 WSL 或容器里，另一个在外面。',
    ],
    confirm: '对比这个服务列出了什么，以及它被指定到哪里查找。',
    fixes: {
      useService: '停掉手动启动的服务，使用有模型的那个。',
      point: '或者告诉服务模型在哪里；服务的用户要能读写那个目录。',
      pull: '或者把模型重新拉取到正在使用的目录。',
    },
  },
  'file-size-limit': {
    title: '文件不允许增长到模型那么大',
    meaning: '磁盘并没有满，但系统不允许文件继续变大。',
    causes: ['目录在 FAT32 上，单个文件最大 4 GiB。', '进程有文件大小限制（ulimit -f、LimitFSIZE）。'],
    confirm: '看看有没有限制，以及目录所在的是哪种文件系统。',
    fixes: {
      limit: '为服务取消限制，然后重启。',
      move: '如果是文件系统的原因，把模型移到别的文件系统；旧目录会保留，直到你自己删除。',
    },
  },
  'disk-nearly-full': {
    title: '留给模型的空间不多了[：{path} 下只剩 {freeBytes}][，而还要下载 {neededBytes}][，要求有 {minimumBytes}]',
    meaning:
      '下一次拉取模型很可能放不下。[删除模型可以腾出相应的空间：{freeable}。][如果服务把模型放在另一块磁盘上，加上 {override} 即可照常拉取。]',
    causes: ['磁盘被模型占满。'],
    confirm: '看看还剩多少空间。',
    fixes: {
      look: '看看有哪些模型。',
      remove: '删除一个不需要的；来自模型仓库的可以重新拉取，自己创建的不行。',
      move: '或者把模型复制到更大的磁盘，并为服务设置 OLLAMA_MODELS。',
    },
  },
  'blob-corrupt': {
    title: '模型[ {model} ]的文件损坏或不完整',
    meaning: '服务磁盘上的内容和下载时不一样：变短了，或者读不出来。Ollama 只在下载时校验文件，之后再也不校验。',
    causes: ['写入时磁盘满了或断电。', '只复制了一部分，或者用来创建的 GGUF 文件本来就不完整。', '磁盘正在损坏。'],
    confirm: '计算文件的哈希，需要一些时间：打印出来的就是损坏的文件（-partial 只是没下载完）。',
    fixes: {
      repair: '在服务所在的机器上让它重新拉取：在完好的文件就位之前，损坏的文件先移到一旁，其他文件一概不动。',
      repull:
        '手动的办法是先删除模型再重新拉取：只拉取的话，服务会信任已有的文件。用 ollama create 创建的模型拉取不到：用原来的权重和保留下来的 Modelfile 重新创建。',
      disk: '如果再次发生，看看磁盘有没有报错。',
    },
  },
  'repair-unfinished': {
    title: '存储[ {path} ]的修复被中断了',
    meaning: '模型的一些文件还在一旁，和修复开始前一样。什么也没有丢，但模型可能缺少它们。',
    causes: ['修复被终止，或者在服务计算摘要时被中断。'],
    confirm: '再检查一次存储：会列出移到一旁的文件。',
    fixes: {
      goOn: '再修复一次：先放回缺少的文件，已经完好的就不再保留。',
    },
  },
  'blob-orphaned': {
    title: '存储里有一些文件不被任何模型使用',
    meaning: '它们只是占用空间：没有 manifest 引用它们。服务启动时会删除这类文件，除非设置了不删除，或者删不掉。',
    causes: [
      '拉取或创建被中断。',
      '设置了 OLLAMA_NOPRUNE，或者损坏的 manifest 让清理跳过了。',
      '服务的用户没有权限删除它们。',
    ],
    confirm: '在日志里看启动时的清理是否被跳过或失败。',
    fixes: {
      restart: '重启服务：它会删除这些文件，也会删除未完成下载的部分文件（0.21 起只删除一小时以前的）。',
      prune: '如果设置了 OLLAMA_NOPRUNE，把它去掉。',
      remove: '或者删除其中超过一小时的：会先列出来。',
    },
  },
  'partial-download-left': {
    title: '未完成下载的部分文件造成妨碍或占用空间',
    meaning:
      '拉取时，各部分保存在以 -partial 结尾的文件里，以便续传。中断后它们会留下；如果被别的程序拿走，拉取就会失败。',
    causes: ['拉取被中断。', '使用期间，另一个服务或一次重启删掉了它们。', '杀毒软件或备份程序占用着它们。'],
    confirm: '看看留下了什么，占了多少空间。',
    fixes: {
      finish: '重新拉取同一个模型：会从中断处继续，完成后部分文件就会消失。',
      remove: '或者在没有拉取时删除这些部分文件；其中的内容要重新下载。',
    },
  },
}
