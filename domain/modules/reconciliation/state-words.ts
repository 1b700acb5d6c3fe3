import type { ListState } from './equality.rules.ts'

/** Our own state of a number in the words of the list, for paper and spreadsheets. */
export const OUR_STATE_WORD: Readonly<Record<string, string>> = {
  valid: '已签发', void: '作废', lost: '遗失', exchanged: '已换发收回', ended: '已失效', notIssued: '未签发', elsewhere: '已调出或退回', listed: '在名单中',
} satisfies Record<ListState, string>
