import type {WordsOf} from '../entry.ts'
import type {runner as domain} from '../runner.ts'

export const runner: WordsOf<typeof domain> = {
  'runner-hang': {
    title: '模型[ {model} ]已加载，却[在 {waitedMs} 内]没有一个 token',
    meaning:
      '其他请求都立即响应。要么 runner 卡住了，要么它正在处理别人的请求：除非 OLLAMA_NUM_PARALLEL 另有设置，一个模型一次只处理一个请求。',
    causes: ['另一个请求的长回答或长提示词排在前面。', 'GPU 或驱动卡住。', 'runner 在等被换出的内存。'],
    fixes: {
      evidence: '在日志里看它是否在工作；重启会丢失证据。',
      stop: '如果没有在工作，卸载模型。',
      restart: '如果这也卡住，重启服务。',
    },
  },
  'server-panic': {
    title: '服务自身出错：500，没有文字',
    meaning: '服务的一个处理程序崩溃了。这是 Ollama 的缺陷，或者有一个损坏的文件它读不了。',
    causes: ['模型文件损坏。', '这个版本的缺陷。'],
    fixes: {log: '在日志里找 “panic recovered”。'},
  },
  'stream-interrupted': {
    title: '响应[在 {tokens} 个 token 之后]中断，没有结束标志也没有错误',
    meaning: 'Ollama 的流以写着 “done” 的一行结束；这个流直接停了。',
    causes: ['runner 或服务在中途异常退出。', '代理切断了连接。'],
    fixes: {log: '看看服务或 runner 是否崩溃。', direct: '如果中间有代理，直接访问服务。'},
  },
}
