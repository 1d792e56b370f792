import type {WordsOf} from '../entry.ts'
import type {request as domain} from '../request.ts'

export const request: WordsOf<typeof domain> = {
  'request-missing-field': {
    title: '请求缺少字段[：{field}]',
    meaning: '正文读到了，但里面没有这个接口需要的内容。',
    causes: ['字段名写错或值为空。', '正文没有送达。'],
    fixes: {send: '与一个可用的请求对比。'},
  },
  'request-wrong-type': {
    title: '请求里有一个值的 JSON 类型不对[：{field}][，应为 {type}]',
    meaning: 'Ollama 只把数字当数字，从不转换字符串。其中一些它会响应 500，尽管错在请求。',
    causes: ['数字或布尔值加了引号。'],
    fixes: {type: '按本来的类型发送这个值，不加引号。'},
  },
  'option-out-of-range': {
    title: '网关拒绝了某个选项的值[：{field}]',
    meaning: 'Ollama 不检查采样选项的范围，所以这条提示来自它前面的程序。',
    causes: ['值超出了那个网关允许的范围。'],
    fixes: {range: '使用提示中范围内的值。'},
  },
  'server-too-old-for-api': {
    title: '服务[ {serverVersion} ]太旧，缺少一部分 API[：{missing}]',
    meaning: '这个接口或字段是后来的版本才有的，依赖它的功能不能用。',
    causes: ['Ollama 很久没有升级。', '升级后仍在运行旧的服务。'],
    fixes: {upgrade: '升级 Ollama 并重启。'},
  },
}
