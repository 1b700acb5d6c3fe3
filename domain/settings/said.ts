import type { z } from 'zod'
import { block, type FieldIssue, formatChinese, type Message } from '../message/message.ts'

/** What is wrong with a setting in words of its own, as its schema reports it. */
export const saidIssue = (path: readonly (string | number)[], said: Message): z.core.$ZodRawIssue => ({ code: 'custom', path: [...path], message: formatChinese(said), params: { said }, input: undefined })

/** The findings of a setting's schema: the schema's own words where it has some, else those given for the place. */
export const settingIssues = (error: z.ZodError, otherwise: (path: string) => Message): FieldIssue[] => error.issues.map(issue => {
  const path = issue.path.join('.')
  return block(path, issue.code === 'custom' && issue.params?.said ? issue.params.said as Message : otherwise(path))
})
