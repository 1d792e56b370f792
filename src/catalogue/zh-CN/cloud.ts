import type {cloud as domain} from '../cloud.ts'
import type {WordsOf} from '../entry.ts'

export const cloud: WordsOf<typeof domain> = {
  'cloud-auth-required': {
    title: '云端模型[ {model} ]需要登录',
    meaning: '服务把对云端模型的请求转给 ollama.com，而它要知道是谁在问。本地模型不需要登录：Ollama 自己从不要求。',
    causes: [
      '服务所在的机器没有登录：算数的是运行服务的用户的密钥，不是你的。',
      '客户端直接访问 ollama.com，而 API key 缺失、错误，或者放错了请求头。',
      '服务的密钥丢失或重新生成了，例如换了新容器。',
    ],
    confirm: '问服务当前登录的是谁，并在日志里看有没有签名失败。',
    fixes: {
      signin: '在服务所在的机器上，以运行服务的用户登录。',
      again: '如果显示已经登录，先退出再登录。',
      key: '如果客户端直接访问 ollama.com，像这个请求一样把 API key 作为 Bearer token 发送；它会计入用量。',
    },
  },
  'cloud-usage-limit': {
    title: '账号的云端额度暂时用完了',
    meaning: 'ollama.com 会统计账号在几小时和更长周期内的用量，超出后以 429 拒绝。本地模型没有这种限制。',
    causes: [
      '当前套餐在这个周期的额度用完了。',
      '某个工具或智能体发送了很多或很长的请求。',
      '同时运行的云端模型超过了套餐允许的数量。',
    ],
    confirm: '看日志里有多少 429；ollama.com 的设置页会显示用量。',
    fixes: {
      wait: '等这个周期结束，并让会重试的客户端每次多等一些。',
      local: '这段时间使用本地模型。',
      upgrade: '或者在 ollama.com 上为服务登录的那个账号换更大的套餐。',
    },
  },
  'cloud-subscription-required': {
    title: '云端模型[ {model} ]需要付费套餐',
    meaning: '账号没有问题，但它的套餐不包含这个模型，所以 ollama.com 以 403 拒绝。',
    causes: ['这个模型不在免费套餐里。', '服务登录的不是有套餐的那个账号。'],
    confirm: '问服务当前登录的是哪个账号，再到 ollama.com 看它的套餐。',
    fixes: {
      other: '使用免费套餐里的云端模型，或者本地模型。',
      account: '如果另一个账号有套餐，在服务所在的机器上改用它登录。',
      upgrade: '或者在 ollama.com/upgrade 购买套餐。',
    },
  },
  'cloud-service-error': {
    title: 'Ollama 云端没能给出响应',
    meaning:
      '请求到达了 ollama.com，但那边出错或过载了。有些版本把那边返回的纯文本错误显示成“invalid character”。这台机器没有问题。',
    causes: ['云端服务或这个模型过载或故障。', '响应传到一半，连接断了。', 'ollama.com 没有回答当前登录的是谁。'],
    confirm: '看看能否连到 ollama.com，以及别的云端模型是否有响应。',
    fixes: {
      retry: '稍后重试。',
      other: '这段时间换一个模型，或者用本地模型。',
      upgrade: '如果报错难以看懂，升级 Ollama：新版本会原样转达。',
    },
  },
  'cloud-unreachable': {
    title: '服务连不上 ollama.com',
    meaning: '这是 Ollama 云端的模型：服务会转发请求，而它自己到 ollama.com 的连接失败。',
    causes: [
      '服务所在的机器没有联网，或者网络屏蔽了 ollama.com。',
      '代理只在 shell 里设置了，没有设置给服务。',
      '服务所在的环境（例如容器）里 DNS 不可用。',
    ],
    confirm: '在服务所在的机器上看能否连到 ollama.com，以及服务用的是什么代理。',
    fixes: {
      reach: '在服务所在的机器上看能否连到 ollama.com。',
      proxy: '如果网络需要代理，为服务设置代理。',
      local: '这段时间使用本地模型。',
    },
  },
  'cloud-disabled': {
    title: '这个服务关闭了云端功能',
    meaning:
      '有人设置了不让这个服务向 ollama.com 或该主机转发任何内容。这时云端模型和网页搜索不可用，本地模型不受影响。',
    causes: [
      '为服务设置了 OLLAMA_NO_CLOUD。',
      '应用的设置或 server.json 关闭了云端。',
      '模型指向的主机不在 OLLAMA_REMOTES 里。',
    ],
    confirm: '问服务云端是否被禁用、由什么禁用，再看它的环境变量。',
    fixes: {
      local: '使用本地模型。这个开关可能是有意设置的：有了它，提示词不会离开这台机器。',
      variable: '如果不是，去掉 OLLAMA_NO_CLOUD。',
      file: '或者从 server.json 里去掉 disable_ollama_cloud，再重启服务。',
      remotes: '如果没有必要却设置了 OLLAMA_REMOTES，去掉它：默认就允许 ollama.com。',
    },
  },
}
