import type {WordsOf} from '../entry.ts'
import type {request as domain} from '../request.ts'

export const request: WordsOf<typeof domain> = {
  'request-invalid-json': {
    title: '请求正文不是有效的 JSON',
    meaning: '服务读不懂正文。提示里的字符是它停下来的位置，多半能说明哪里错了。',
    causes: [
      'shell 改变了引号：cmd 和 PowerShell 处理单引号、双引号的方式与 Unix shell 不同。',
      '文本里的换行、制表符或引号没有转义，或者多了一个逗号。',
      '正文是表单、UTF-16、带 BOM，或者被压缩过。',
      '正文被截断，或 Content-Length 不对。',
    ],
    confirm: '把正文存成文件，检查它。',
    fixes: {
      quote: '与一个按你的 shell 写好引号的请求对比。',
      file: '从文件发送正文：这样 shell 碰不到引号。',
      encoding: '在程序里用 JSON 库生成正文，用不带 BOM 的 UTF-8。',
    },
  },
  'request-wrong-type': {
    title: '请求里有一个值的 JSON 类型不对[：{field}][，应为 {type}]',
    meaning: 'Ollama 只把数字当数字，从不转换字符串。其中一些它会响应 500，尽管错在请求。',
    causes: [
      '数字或布尔值加了引号。',
      '该用文本的地方发了列表或对象，或者反过来：/api/chat 的 “content” 要文本，工具参数要对象。',
      '程序用 OpenAI 的格式请求 Ollama 自己的接口。',
      '这个字段比服务新。',
    ],
    confirm: '把正文存成文件，看提示里指出的字段。',
    fixes: {
      type: '按本来的类型发送这个值，不加引号。',
      field: '与一个可用的请求对比。',
      upgrade: '如果文档允许这种类型，说明服务更旧：升级它。',
    },
  },
  'request-missing-field': {
    title: '请求缺少字段[：{field}]',
    meaning:
      '正文读到了，但里面没有这个接口需要的内容。done_reason 为 “load” 的空响应也是一样：请求没有提示词，所以只加载了模型。',
    causes: [
      '字段名写错或值为空：/api/chat 要 “messages”，/api/generate 要 “prompt”，/api/embed 要 “input”。',
      '应该填入它的变量没有设置。',
      '正文没有送达：重定向把 POST 变成了 GET，或被代理丢掉。',
    ],
    confirm: '把程序发送的正文存成文件，看它的字段。',
    fixes: {send: '与一个可用的请求对比。', variable: '在程序的设置里设好模型，确认名字不是空的。'},
  },
  'server-too-old-for-api': {
    title: '服务[ {serverVersion} ]太旧，缺少一部分 API[：{missing}]',
    meaning: '这个接口或字段是后来的版本才有的，依赖它的功能不能用。',
    causes: ['Ollama 很久没有升级。', '升级后仍在运行旧的服务。', '路径写错；如果响应只有 404，两者看起来一样。'],
    confirm:
      '把版本与所需的对比：/api/chat 0.1.14，/v1 0.1.24，/api/ps 0.1.38，/api/embed 0.2.6，JSON schema 0.5.0，思考 0.9.0。',
    fixes: {upgrade: '升级 Ollama 并重启。'},
  },
  'version-out-of-range': {
    title: '服务的版本[ {serverVersion}]不在要求之内[：{range}]',
    meaning: '它也许照样能用；但运行这项检查的人要求的是别的版本。',
    causes: ['服务没有升级。', '服务升级到了比测试过的更新的版本。'],
    confirm: '看是哪个版本在响应。',
    fixes: {
      upgrade: '如果太旧，升级 Ollama 并重启。',
      pin: '如果太新，安装测试过的版本；容器最好写明标签。',
      range: '或修改 --require-version，或配置里的 requireVersion。',
    },
  },
  'option-unknown': {
    title: 'Ollama 不认识某个选项[：{option}]',
    meaning: '选项写错了，或者已被移除。请求里的未知选项，服务只给出警告然后忽略；Modelfile 里的则是错误。',
    causes: [
      '选项已从 Ollama 移除，例如 tfs_z、mirostat。',
      '写错了，或用了别的程序的名字（num_ctx 是对的，max_tokens 和 num_context 不是）。',
      '程序固定发送一组选项，比服务旧。',
    ],
    confirm: '看服务忽略了哪些选项。',
    fixes: {
      spell: '从请求或程序设置里去掉它，或按文档的写法写。',
      modelfile: '如果在 Modelfile 里，删除那一行 PARAMETER，重新创建模型。',
    },
  },
  'keep-alive-invalid': {
    title: 'Ollama 读不懂 keep_alive 的值[：{value}]',
    meaning:
      '数字表示秒，负数表示一直保留。文本需要单位：s、m 或 h。文本的 “-1” 和 “300” 没有单位，“d” 和 “min” 不是单位。',
    causes: ['程序把数字当文本发送。', '没有单位，或单位不认识。'],
    confirm: '带上单位发送：服务会接受。',
    fixes: {
      number: '发送不带引号的数字。-1 会一直保留模型，直到停止它。',
      unit: '或者发送带单位的文本，例如 30m 或 24h。',
      update: '如果是某个程序发送的，在它的设置里写上单位（-1m 等于一直保留），或更新它。',
    },
  },
  'think-value-invalid': {
    title: '这个服务不接受 “think” 的值[：{value}]',
    meaning:
      'think 是 true、false 或一个等级：low、medium、high，新版本还有 max。0.11 之前只有 true 和 false，有些版本只对 gpt-oss 模型接受等级。',
    causes: ['true 或 false 被当作文本发送。', '服务比所要的等级旧。', '这个模型不接受等级。'],
    confirm: '看运行的是哪个版本，模型有没有 “thinking” 能力。',
    fixes: {
      value: '使用提示中列出的值；true 和 false 不加引号。在命令的对话里用 /set nothink。',
      upgrade: '要用等级，就升级 Ollama。',
    },
  },
  'image-invalid': {
    title: '请求里的图片或录音无法读取',
    meaning:
      'Ollama 自己的接口要求 “images” 里是纯 base64；OpenAI 接口要求 data: URL。Ollama 不会从网上取图，也只认识部分格式。',
    causes: [
      '该用纯 base64 的地方发了 data: URL：“illegal base64 data at input byte 4” 就是它的冒号。',
      '发送的是网址或文件路径。',
      '文件是空的、损坏的，或是别的格式（HEIC、SVG、AVIF，或不是 WAV 的声音）。',
    ],
    confirm: '看它是哪种文件。',
    fixes: {
      encode: '对 /api/chat 和 /api/generate 发送这个结果，前面不要加 “data:image/…;base64,”。',
      openai: '对 /v1，把 image_url 写成 “data:image/png;base64,…”。',
      format: '转换成 PNG 或 JPEG，声音转换成 WAV。',
    },
  },
  'format-schema-invalid': {
    title: '请求的 “format” 不能用',
    meaning:
      'format 是文本 “json” 或一个 JSON schema。服务把 schema 转成语法，但不是每个 schema 都能转。有些版本转不了时会悄悄不用它，只有日志里有记录。',
    causes: [
      'format 是空的，或者既不是 “json” 也不是对象。',
      'schema 用了语法不认识的内容：pattern 里的 \\d、\\w，指向不存在位置的 $ref，或未知的类型。',
      '客户端的库和服务不是同一时期的版本。',
    ],
    confirm: '看日志里怎么说语法。',
    fixes: {
      smallest: '先试一个可用的小 schema，再一步一步加上自己的。',
      schema: '去掉 pattern 和引用：\\d 改写成方括号里的 0-9，把定义直接写在原处。',
      upgrade: 'schema 需要 0.5.0；升级更旧的服务，同时升级客户端的库。',
    },
  },
  'request-invalid-value': {
    title: '请求里有一个值不允许[：{field}]',
    meaning: '类型是对的，但不能是这个值，或不能与请求里的另一个值同时使用。',
    causes: [
      'raw 与模板、系统提示词或 context 同时使用。',
      '消息的顺序或角色被模型的模板拒绝。',
      '摘要不是 sha256: 加 64 位十六进制数，或 “context” 来自别的模型。',
      '图片数量超过模型允许的数量。',
    ],
    confirm: '把正文存成文件，看提示里指出的字段。',
    fixes: {value: '修改或去掉提示里指出的内容。', minimal: '从最小的请求开始，逐个加上字段。'},
  },
  'request-malformed': {
    title: '请求在 Ollama 的 API 读取之前就被拒绝了',
    meaning: '收到的请求无法处理：缺少 Host 头，请求头或正文太大，或正文与请求头所说的类型不符。',
    causes: [
      '代理或手写的客户端发送了错误的请求头。',
      '别的网站的 cookie 或令牌让请求头超过了服务的上限。',
      'Ollama 前面的代理限制了正文大小，而图片会让正文很大：nginx 默认只允许 1 MB。',
      '上传没有用 multipart/form-data，或压缩数据损坏。',
    ],
    confirm: '看普通的请求能不能得到响应。',
    fixes: {
      direct: '不经过代理，直接请求服务。',
      header: '让代理发送 Host 头，并在到达 Ollama 之前去掉 cookie 和过大的请求头。',
      limit: '如果正文太大，提高代理的上限（nginx 的 client_max_body_size），或发送更小的图片。',
      multipart: '用 multipart/form-data 发送文件，由 HTTP 库设置 Content-Type。',
    },
  },
  'option-out-of-range': {
    title: '请求里有一个数字超出范围[：{field}]',
    meaning: 'Ollama 只检查 top_logprobs 的范围，另外会在数字大到存不下时出错。其他关于范围的提示都来自它前面的网关。',
    causes: ['值超出了那个网关允许的范围。', 'top_logprobs 不在 0 到 20 之间。', '数字太大，例如 1e308。'],
    confirm: '如果日志里没有这个请求，说明 Ollama 没有收到它：是网关拒绝的。',
    fixes: {range: '使用提示中范围内的值。', drop: '或者去掉这个选项：这样会用模型自己的值。'},
  },
}
