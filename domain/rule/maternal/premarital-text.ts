import { type FieldIssue, message, warn } from '../../message/message.ts'

/** What the premarital examination must not describe (§13.1 [S-M12]): there is no field for it, and text that names it is asked about. */
const FORBIDDEN = '处女膜'

/** Warns where a typed text names what must not be described, also with spaces between (M-33). */
export function premaritalTextIssues(texts: Readonly<Record<string, string | null>>): FieldIssue[] {
  return Object.entries(texts)
    .filter(([, text]) => (text ?? '').normalize('NFKC').replace(/\s/g, '').includes(FORBIDDEN))
    .map(([path]) => warn(path, message('premarital.forbidden', '婚前医学检查不得描述“{{word}}”情况,请删除这部分内容', { word: FORBIDDEN })))
}
