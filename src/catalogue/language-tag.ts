export const languages = ['en', 'zh-CN'] as const

export type LanguageTag = (typeof languages)[number]

/** `--lang` wins; else the locale variables in POSIX' order. Any Chinese locale gets Simplified Chinese, any other English. */
export function chooseLanguage(
  flag: LanguageTag | undefined,
  env: Readonly<Record<string, string | undefined>>,
): LanguageTag {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return flag ?? (/^zh\b|^zh_/i.test(locale) ? 'zh-CN' : 'en')
}
