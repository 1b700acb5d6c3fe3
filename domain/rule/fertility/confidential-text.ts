import { type FieldIssue, message, warn } from '../../message/message.ts'

const CONFIDENTIAL = /HIV|AIDS|艾滋/i

/** An HIV result has its own sheet for the few who may read it: text that names it elsewhere is asked about (§13.1, §14). */
export const confidentialTextIssues = (texts: Readonly<Record<string, string | null>>): FieldIssue[] =>
  Object.entries(texts).filter(([, text]) => CONFIDENTIAL.test((text ?? '').normalize('NFKC')))
    .map(([path]) => warn(path, message('premarital.confidential', 'HIV 检测情况属保密内容,请删去,改在“HIV检测(保密)”中填写')))
