import type {WordsOf} from '../entry.ts'
import type {importing as domain} from '../import.ts'

export const importing: WordsOf<typeof domain> = {
  'modelfile-bad-from': {
    title: 'FROM 或 ADAPTER 指向的东西无法导入[：{reference}]',
    meaning:
      'Modelfile 能读，但它指向的不是 Ollama 需要的东西：一个 GGUF 文件、一个模型名，或者放着 safetensors 模型全部文件的目录。',
    causes: [
      '路径写错了，或者前面没有 ./，于是被当成模型名。',
      '只写了其中一个文件，而这种模型需要整个目录，包括 config.json 或 adapter_config.json。',
      '写的是分片 GGUF 中的一片，或者缺少分片。',
      '当前目录里有一个和模型同名的目录。',
    ],
    confirm: '对照 FROM 和 ADAPTER 行与实际存在的文件。',
    fixes: {
      path: 'GGUF 文件的路径写成 ./FILE 或完整路径，不要引号，也不要转义空格，然后重新创建模型。',
      folder: 'safetensors 和 adapter 要写目录，并把模型的所有文件放进去，包括 config.json。',
      shadow: '如果这里有与模型同名的目录，把它改名，或者换个目录运行命令。',
    },
  },
  'modelfile-syntax': {
    title: 'Modelfile 无法解析[：第 {line} 行]',
    meaning:
      'Modelfile 的每条指令都以 FROM、PARAMETER、TEMPLATE 这样的关键字开头。该出现关键字的地方是别的内容，或者指令被直接输入到了 shell 里。',
    causes: [
      '某一行不以关键字开头，或者多行文本没有用三个双引号括起来。',
      '-f 后面给的是权重文件本身，而不是 Modelfile。',
      '文件被存成 UTF-16（PowerShell 的 > 就会这样），或者有程序把警告写了进去。',
      '把 FROM 输入到了 shell 里：它应该写在文件里。',
    ],
    confirm: '看开头几行：应当是 UTF-8 纯文本，以 FROM 或别的关键字开头。',
    fixes: {
      first: '把指令写进名为 Modelfile 的文本文件，改好报错的那一行，再创建模型。',
      encoding: '如果文件是 UTF-16，另存为不带 BOM 的 UTF-8，并使用新文件。',
      weights: '如果给 -f 的是 GGUF 文件，写一个指向它的 Modelfile。',
    },
  },
  'modelfile-from-stale-blob': {
    title: 'FROM 指向另一个模型存储里的文件',
    meaning: 'ollama show 输出的 Modelfile 可能直接写着 blob 的路径。这个路径只在原来那台机器、那个用户下有效。',
    causes: ['Modelfile 来自别的机器、用户或容器。', '它所基于的模型后来被删除或重新拉取了。'],
    confirm: '如果 FROM 是以 sha256- 加一长串字符结尾的路径，就是这个原因。',
    fixes: {
      name: '把 FROM 后面的路径换成模型名（ollama list 里显示的），再重新创建。',
      pull: '如果这里没有那个模型，先拉取它。',
    },
  },
  'modelfile-permission': {
    title: '没有权限读取 Modelfile 或权重文件[：{path}]',
    meaning: '打开文件的进程没有权限。现在由你运行的 ollama 命令来读；0.1.10 以前由服务以它自己的用户来读。',
    causes: [
      '文件或它上层的某个目录不允许该用户访问。',
      'ollama 命令是用 snap 安装的，只能看到你的主目录，而且看不到隐藏目录。',
      '在 macOS 上，终端没有访问“桌面”“文稿”或“下载”文件夹的权限。',
      'Ollama 版本很旧，它的服务进不了你的主目录。',
    ],
    confirm: '沿途每个目录都要对该用户有 x 权限，文件要有 r 权限。',
    fixes: {
      read: '给自己读取该文件的权限。',
      home: '或者把 Modelfile 和权重复制到自己的目录，在那里创建模型。',
      upgrade: '如果 Ollama 版本很旧，升级它。',
    },
  },
  'cloud-derived-model': {
    title: '基于云端模型创建的模型不能这样用',
    meaning:
      '云端模型在本地没有权重，只有指向 ollama.com 的引用。由它创建的模型也在云端运行：需要登录，也不能加 adapter、draft 或改变量化。',
    causes: [
      'FROM 写的是云端模型。',
      '服务没有登录，或者早于支持云端模型的版本（0.12）。',
      '请求里的远程主机地址不是 URL。',
    ],
    confirm: '看看模型里有没有写远程主机。',
    fixes: {
      signin: '如果要在云端运行，在服务所在的机器上登录。',
      local: '如果要在本地运行，FROM 换成本地模型，并先拉取它。',
      upgrade: '如果 Ollama 早于 0.12，升级它。',
    },
  },
  'gguf-invalid': {
    title: '这个文件不是可用的 GGUF 文件',
    meaning: 'Ollama 以 GGUF 格式导入权重。这个文件的开头不是 GGUF，或者在它声明的长度之前就结束了。',
    causes: [
      '下载到的只是占位内容：Git LFS 留下的小文本文件，或者一个 HTML 网页。',
      '下载中断了。',
      '文件是别的格式：旧的 GGML、PyTorch，或者单个 safetensors 文件。',
      '文件比这个 Ollama 新。',
    ],
    confirm: 'GGUF 文件以 GGUF 四个字母开头，大小与来源处标明的一致。',
    fixes: {
      download: '重新下载完整的文件；如果是 Git 仓库，用 LFS 取回文件。',
      gguf: '如果是别的格式，找同一模型的 GGUF，或者转换原始权重。',
      upgrade: '如果文件完整而且很新，升级 Ollama。',
    },
  },
  'import-unsupported-architecture': {
    title: 'Ollama 无法转换这个 safetensors 模型[：{architecture}]',
    meaning:
      'ollama create 只能转换有限的几种架构和数值格式的 safetensors。这个模型不在其中；但这并不代表它的 GGUF 成品不能运行。',
    causes: [
      'config.json 里的架构不在这个版本的支持列表里。',
      '权重已经量化（FP8、4 位、U8），而只有 F16、BF16 和 F32 能转换。',
      '模型或 tokenizer 的文件缺失，或者不常见。',
    ],
    confirm: '看 config.json 里写的架构和数值格式。',
    fixes: {
      ready: '先看模型库里，或者 Hugging Face 上有没有它的 GGUF，有就直接运行。',
      convert: '或者用 llama.cpp 转换原始权重，再导入 GGUF。',
      upgrade: '或者试试更新的 Ollama：它能转换的更多。',
    },
  },
  'create-api-needs-blobs': {
    title: 'create 请求里没有服务已有的文件',
    meaning:
      '从 0.5.5 起，/api/create 不再接受 Modelfile 和路径。它需要 from（模型名），或者 files（事先上传的 blob 的摘要）。',
    causes: [
      '客户端比服务旧，仍然发送 modelfile 或 path。',
      '给的是服务上的路径或目录，而不是上传的文件。',
      '摘要写错了，或者对应的 blob 没有上传。',
    ],
    confirm: '看服务的版本：0.5.5 起就是这样。',
    fixes: {
      cli: '使用 ollama 命令：它会自己上传文件。',
      fields: '或者升级客户端库，发送 model 以及 from、template、system、parameters，不要再发 modelfile。',
      blobs: '或者把每个文件按 SHA-256 上传，再在 files 里写上它。',
    },
  },
  'modelfile-not-found': {
    title: 'ollama create 查找的地方没有 Modelfile[：{path}]',
    meaning:
      '不带 -f 时，命令读取当前目录里的 Modelfile；没有的话就用那里的 safetensors 文件。两者都没有，或者 FROM 所写的目录里没有可用的文件。',
    causes: [
      '命令在别的目录里运行。',
      '文件名不同：Windows 会隐藏 Modelfile.txt 的 .txt。',
      'FROM 或 ADAPTER 所写的目录里没有可以导入的文件。',
    ],
    confirm: '看看有哪些文件。',
    fixes: {
      name: '用 -f 给出文件的路径。',
      rename: '在 Windows 上去掉隐藏的 .txt。',
      files: '如果有 Modelfile，检查它所写的目录里有没有 config.json 和以 .safetensors 结尾的文件。',
    },
  },
  'quantize-unsupported': {
    title: '模型不能这样量化[为 {quantization}]',
    meaning:
      'ollama create 只能从 F16、BF16 或 F32 量化，而且只支持少数几种类型。最新的版本只在导入 safetensors 时量化。',
    causes: [
      '源模型已经量化过，模型库里的模型几乎都是这样。',
      '这个版本不认识所写的类型。',
      'Ollama 的量化工具失败了：不认识该架构，或者内存、磁盘不够。',
    ],
    confirm: '看源模型是哪种量化，以及日志里怎么说。',
    fixes: {
      type: '使用报错信息里列出的类型，例如 q4_K_M 或 q8_0。',
      source: '换成 F16 或 BF16 的源模型，或者去掉 --quantize。',
      llamaCpp: '或者用 llama.cpp 量化 GGUF，再导入结果。',
    },
  },
  'template-invalid': {
    title: '提示词模板无效',
    meaning: 'Modelfile 里的 TEMPLATE 或请求里的 template 是 Go 模板。它无法解析，或者用了这个 Ollama 没有的东西。',
    causes: [
      '少了花括号、引号或 end，或者粘贴的是 Jinja 模板。',
      '用了这个版本不认识的字段或函数：模型可能比 Ollama 新。',
    ],
    confirm: '看模板里报错的那一行。',
    fixes: {
      drop: '如果模型自带模板，去掉 TEMPLATE 或 template。',
      correct: '在 Modelfile 里改好，再重新创建模型。',
      upgrade: '如果模型是拉取的，升级 Ollama。',
      pull: '然后重新拉取模型，它的模板可能已经修正。',
    },
  },
}
