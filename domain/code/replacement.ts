import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '出生医学证明说明'

/** The batch of numbers entered afterwards from a paper archive: never received, drawn, counted or handed in as stock. */
export const BACK_ENTRY_BATCH = 'back-entry'

/** 换发 or 补发. `issueType` is the 签发类型 of the new sheet, `serialPrefix` begins its 流水号 (ours). */
export const REPLACEMENT_KIND = defineCodes({
  id: 'replacementKind', title: '换发/补发', standard: '出生医学证明管理', source: `${NOTE} §1.8, §1.9, §2.2 第31项`,
  codes: {
    exchange: { label: '换发', issueType: '2' as const, serialPrefix: 'HF' },
    reissue: { label: '补发', issueType: '3' as const, serialPrefix: 'BF' },
  },
})
export type ReplacementKind = CodeOf<typeof REPLACEMENT_KIND>

/**
 * Where an application stands. `reviewed` waits for the second level (director); `forwarded` was sent on to the county
 * because only it re-issues there (note §1.2). From `printing` it falls back to `approved` when the sheet was spoiled.
 */
export const REPLACEMENT_STATE = defineStates({
  id: 'replacementState', title: '换发/补发进度', standard: '本程序', source: `${NOTE} §1.8, §1.9, §4.4`,
  codes: {
    draft: '准备中', applied: '待审核', reviewed: '待二级审批', approved: '已批准待打印', printing: '打印签发中', done: '已办结',
    forwarded: '已转报上级', refused: '不予办理', withdrawn: '已撤回',
  },
  moves: {
    draft: ['applied', 'withdrawn'],
    applied: ['draft', 'reviewed', 'approved', 'forwarded', 'refused', 'withdrawn'],
    reviewed: ['draft', 'approved', 'forwarded', 'refused', 'withdrawn'],
    approved: ['draft', 'printing', 'withdrawn'],
    printing: ['approved', 'done'],
    done: [],
    forwarded: ['done', 'withdrawn'],
    refused: [],
    withdrawn: [],
  },
})
export type ReplacementState = CodeOf<typeof REPLACEMENT_STATE>
/** States in which an application still occupies its certificate: a second one cannot be begun. */
export const OPEN_REPLACEMENT_STATES = ['draft', 'applied', 'reviewed', 'approved', 'printing', 'forwarded'] as const satisfies readonly ReplacementState[]

/** 补发原因. */
export const LOSS_REASON = defineCodes({
  id: 'lossReason', title: '补发原因', standard: '补发登记表', source: `${NOTE} §1.9`,
  codes: { '1': '遗失', '2': '被盗', '3': '毁坏(灭失)' },
})
export type LossReason = CodeOf<typeof LOSS_REASON>

/** 遗失声明方式; which of them counts is a rule of the province. */
export const LOSS_DECLARATION = defineCodes({
  id: 'lossDeclaration', title: '遗失声明方式', standard: '各省出生医学证明管理办法', source: `${NOTE} §0.3, §1.9`,
  codes: { newspaper: '登报声明', written: '书面遗失声明' },
})
export type LossDeclaration = CodeOf<typeof LOSS_DECLARATION>

/** Why a parent cannot sign or show a document; each asks for a substitute paper. */
export const PARENT_ABSENCE = defineCodes({
  id: 'parentAbsence', title: '父母一方不能到场的情形', standard: '深圳市《出生医学证明》补发', source: `${NOTE} §1.9 (SZ)`,
  codes: { '1': '死亡', '2': '失踪', '3': '离异' },
})
export type ParentAbsence = CodeOf<typeof PARENT_ABSENCE>

/** 换发、补发材料; the circled numbers are those of the 换发申请表. Papers of a corrected register carry the names they have there. */
export const REPLACEMENT_MATERIAL = defineCodes({
  id: 'replacementMaterial', title: '换发补发材料', standard: '换发申请表、补发登记表', source: `${NOTE} §1.8, §1.9`,
  codes: {
    writtenApplication: '父母(监护人)书面申请',
    issueRecordCopy: '原签发机构的分娩记录、签发记录或存根复印件',
    policeProof: '户口登记机关不予登记的书面证明',
    parentsId: '父母双方有效身份证件',
    collectorId: '领证人有效身份证件',
    exchangeForm: '换发申请表',
    reissueForm: '补发登记表',
    newspaperDeclaration: '登报的遗失声明',
    lossStatement: '书面遗失声明',
    householdStatement: '公安机关出具的户口登记情况证明',
    theftReport: '被盗报警回执',
    dnaReport: '亲子鉴定意见书',
    deathCertificate: '父(母)死亡证明',
    missingDeclaration: '法院宣告失踪(死亡)的判决',
    custodyProof: '离婚证(判决)及抚养权证明',
    guardianshipProof: '监护权证明',
    authorization: '母亲签字的授权委托书',
    marriageCert: '结婚证',
    passport: '护照',
    householdProof: '户口登记机关证明',
    fatherWithheldStatement: '母亲签字的不提供父亲信息声明',
    motherWithheldStatement: '父亲书面放弃登记母亲信息的声明',
    parentageDeclaration: '亲子关系声明',
    other: '其他材料',
  },
})
export type ReplacementMaterial = CodeOf<typeof REPLACEMENT_MATERIAL>
