import type {WordsOf} from '../entry.ts'
import type {runner as domain} from '../runner.ts'

export const runner: WordsOf<typeof domain> = {
  'runner-hang': {
    title: '模型[ {model} ]已加载，却不应答',
    meaning: '服务对别的请求都立即应答，但[在 {waitedMs} 内]没有一个 token：runner 卡住了。',
    causes: ['GPU 或驱动卡住。', 'runner 在等被换出的内存。', '别人的很长的提示词排在前面。'],
    fixes: {evidence: '先保存日志：重启会丢失证据。', stop: '卸载模型。', restart: '如果这也卡住，重启服务。'},
  },
  'server-panic': {
    title: '服务自身出错：500，没有文字',
    meaning: '服务的一个处理程序崩溃了。这是 Ollama 的缺陷，或者有一个损坏的文件它读不了。',
    causes: ['模型文件损坏。', '这个版本的缺陷。'],
    fixes: {log: '在日志里找 “panic recovered”。'},
  },
  'stream-interrupted': {
    title: '应答[在 {tokens} 个 token 之后]中断，没有结束标志也没有错误',
    meaning: 'Ollama 的流以写着 “done” 的一行结束；这个流直接停了。',
    causes: ['runner 或服务在中途死掉。', '代理切断了连接。'],
    fixes: {log: '看看服务或 runner 是否崩溃。', direct: '如果中间有代理，直接询问服务。'},
  },
}
