import type {Language} from '../language.ts'
import {checks, domainTitles, groups, skips, wait} from './checks.ts'
import {domains} from './domains.ts'
import {logs} from './logs.ts'
import {pull} from './pull.ts'
import {screen} from './screen.ts'
import {verify} from './verify.ts'

export const en: Language = {domains, checks, groups, domainTitles, skips, screen, wait, pull, logs, verify}
