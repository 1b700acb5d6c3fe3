import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const of = (label: string, letters: string) => ({ label, letters })

/**
 * 民族: the 56 groups with the two-letter codes of the standard, and the three extra codes met in household data.
 * The extras have no letters; a province that does not take them gets them mapped by its adapter.
 */
export const ETHNIC_GROUP = defineCodes({
  id: 'ethnicGroup', title: '民族', standard: 'GB/T 3304—1991',
  source: '数字码与名称: 公开民族代码表; 字母码: 通用知识; 96/97/98 为户籍数据中的非标准码 (出生医学证明说明 §2.7)',
  codes: {
    '01': of('汉族', 'HA'), '02': of('蒙古族', 'MG'), '03': of('回族', 'HU'), '04': of('藏族', 'ZA'),
    '05': of('维吾尔族', 'UG'), '06': of('苗族', 'MH'), '07': of('彝族', 'YI'), '08': of('壮族', 'ZH'),
    '09': of('布依族', 'BY'), '10': of('朝鲜族', 'CS'), '11': of('满族', 'MA'), '12': of('侗族', 'DO'),
    '13': of('瑶族', 'YA'), '14': of('白族', 'BA'), '15': of('土家族', 'TJ'), '16': of('哈尼族', 'HN'),
    '17': of('哈萨克族', 'KZ'), '18': of('傣族', 'DA'), '19': of('黎族', 'LI'), '20': of('傈僳族', 'LS'),
    '21': of('佤族', 'VA'), '22': of('畲族', 'SH'), '23': of('高山族', 'GS'), '24': of('拉祜族', 'LH'),
    '25': of('水族', 'SU'), '26': of('东乡族', 'DX'), '27': of('纳西族', 'NX'), '28': of('景颇族', 'JP'),
    '29': of('柯尔克孜族', 'KG'), '30': of('土族', 'TU'), '31': of('达斡尔族', 'DU'), '32': of('仫佬族', 'ML'),
    '33': of('羌族', 'QI'), '34': of('布朗族', 'BL'), '35': of('撒拉族', 'SL'), '36': of('毛南族', 'MN'),
    '37': of('仡佬族', 'GL'), '38': of('锡伯族', 'XB'), '39': of('阿昌族', 'AC'), '40': of('普米族', 'PM'),
    '41': of('塔吉克族', 'TA'), '42': of('怒族', 'NU'), '43': of('乌孜别克族', 'UZ'), '44': of('俄罗斯族', 'RS'),
    '45': of('鄂温克族', 'EW'), '46': of('德昂族', 'DE'), '47': of('保安族', 'BO'), '48': of('裕固族', 'YG'),
    '49': of('京族', 'GI'), '50': of('塔塔尔族', 'TT'), '51': of('独龙族', 'DR'), '52': of('鄂伦春族', 'OQ'),
    '53': of('赫哲族', 'HZ'), '54': of('门巴族', 'MB'), '55': of('珞巴族', 'LB'), '56': of('基诺族', 'JN'),
    '96': of('穿青人', ''), '97': of('其他', ''), '98': of('外国血统中国籍人士', ''),
  },
})
export type EthnicGroup = CodeOf<typeof ETHNIC_GROUP>
