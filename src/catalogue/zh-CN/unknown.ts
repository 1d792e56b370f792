import type {WordsOf} from '../entry.ts'
import type {unknown as domain} from '../unknown.ts'

export const unknown: WordsOf<typeof domain> = {
  'unknown-error': {
    title: '服务报告了一个 ollama-doctor 不认识的错误[：{error}]',
    meaning: '下面是原文。服务日志里它前后的几行通常说得更多。',
    causes: ['Ollama 的版本比 ollama-doctor 认识的新。', '这段文字是中间的另一个程序写的。'],
    confirm: '记下版本，并在日志里找那个时间的错误。',
    fixes: {
      log: '阅读请求那段时间的日志。',
      report: '如果那里也没有解释，请把原文告诉我们，让 ollama-doctor 学会它。',
    },
  },
}
