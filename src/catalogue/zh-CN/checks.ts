import type {Language} from '../language.ts'

export const checks: Language['checks'] = {
  address: {title: '地址', summary: '{url}[，实际连接 {dialled}]'},
  'server-reachable': {title: '服务', summary: '{roundTripMs} 内响应'},
  'server-version': {title: '版本', summary: '{serverVersion}[，ollama 命令是 {clientVersion}]'},
  exposure: {
    title: '暴露范围',
    summary: '[监听 {listensOn}][由 {answeredFrom} 回答][：Ollama 不要求登录，能访问 {reachableFrom} 的人都能使用它]',
  },
  'models-present': {title: '安装', summary: '{installed} 个模型[，要求 {required} 个]'},
  'model-answers': {
    title: '响应',
    summary: '',
    each: '{model}[：每秒 {tokensPerSecond} 个 token][，首个 token 用时 {firstTokenMs}][：{dimensions} 维，用时 {embedMs}][，加载用时 {loadMs}]',
  },
  'model-placement': {
    title: '位置',
    summary: '',
    each: '{model}[：{gpuPercent} 在 GPU 上][，由 {gpuSeenBy} 证实][，{sizeBytes}][，上下文 {contextLength}][（训练时 {trainedContext}）][，{expiresInMs} 后卸载]',
  },
  prompts: {title: '提示词', summary: '最近 {lookedBackMs} 内没有被截断的'},
  'model-store': {title: '存储', summary: '{models} 个模型，{blobs} 个文件：都在，大小正确，不是空的'},
  config: {title: '设置', summary: '变量：{count} 个[，来自 {runningFrom}]'},
  'disk-space': {title: '磁盘', summary: '{path} 下可用 {freeBytes}[（{fileSystem}）]'},
  tcp: {title: '端口', summary: '{port} 已打开'},
  http: {title: 'HTTP', summary: '{roundTripMs} 内响应'},
  model: {title: '模型', summary: '{installed} 个模型[，要求 {required} 个]'},
  loaded: {
    title: '加载',
    summary: '',
    each: '{model}[：{gpuPercent} 在 GPU 上][，{sizeBytes}][，上下文 {contextLength}][，加载用时 {loadMs}]',
  },
  token: {
    title: '首个 token',
    summary: '',
    each: '{model}[：每秒 {tokensPerSecond} 个 token][，首个 token 用时 {firstTokenMs}][：{dimensions} 维，用时 {embedMs}]',
  },
  'require-version': {title: '要求的版本', summary: '{serverVersion} 在 {range} 之内'},
  'require-gpu': {title: '要求 GPU', summary: '{gpuPercent} 在 GPU 上'},
  'min-context': {title: '上下文', summary: '{contextLength}，至少 {minimum}'},
  'max-load-time': {title: '加载时间', summary: '{loadMs}，至多 {maximumMs}'},
  'max-first-token': {title: '首个 token', summary: '{firstTokenMs}，至多 {maximumMs}'},
  'min-tokens-per-second': {title: '速度', summary: '每秒 {tokensPerSecond} 个 token，至少 {minimum} 个'},
  'min-free-disk': {title: '可用磁盘', summary: '{freeBytes}，至少 {minimumBytes}'},
}

export const groups: Language['groups'] = {connection: '连接', models: '模型', machine: '机器', thresholds: '阈值'}

export const skips: Language['skips'] = {
  requirement: '“{check}” 没有通过',
  excluded: '被 --skip 排除',
  'no-probe': '被 --no-probe 排除',
  'not-local': '服务在另一台机器上',
  simulated: '服务是模拟的',
  'settings-unseen': '从这里看不到服务的环境变量',
  'log-unread': '从这里读不到服务的日志',
  'store-unreadable': '从这里看不到服务的模型存储',
  'models-missing': '没有安装：{models}',
  'no-candidate': '没有安装本地模型',
  'loaded-unknown': '这个服务无法告知加载了什么，请求可能会挤掉模型；请写明模型，或使用 --disruptive',
  'context-unknown': '这个服务不告知上下文大小，请求可能会重新加载 {models}；请写明模型，或使用 --disruptive',
  'nothing-loaded': '没有加载模型',
  'server-too-old': '这个服务还没有 {feature}',
  'not-measured': '“{check}” 没能测得',
  'loaded-before': '模型早已加载，没有测得加载时间',
  'no-release': '{serverVersion} 不是正式版本',
  silenced: '没有通过，但被配置排除：{codes}',
}

export const domainTitles: Language['domainTitles'] = {
  connection: '连接',
  startup: '启动与安装',
  registry: '从模型仓库拉取',
  store: '模型存储',
  model: '模型',
  import: '导入与创建',
  request: '请求',
  context: '上下文与嵌入',
  cloud: 'Ollama 云端',
  capacity: '负载与时间',
  memory: '内存与显存',
  gpu: 'GPU',
  runner: 'runner',
  negative: 'Ollama 没有问题',
  unknown: '未知',
}

export const wait: Language['wait'] = {
  tcp: '正在连接',
  http: '端口已打开，HTTP 还没有响应：服务可能还在查找 GPU',
  model: '服务已响应，正在查询模型',
  loaded: '正在加载模型',
  token: '模型已加载，正在等待首个 token',
}
