import type { EthnicGroup } from '../code/ethnic-group.ts'
import { STANDARD_CHARACTERS } from '../rule/name-character-data.ts'
import { type Random, weighted } from './random.ts'

// Surnames with their share in per mille, after the usual frequency lists; the tail holds readings that go wrong
// (曾 单 仇 解 尉迟) and compound names, more often than in life so that a small hospital has some.
const SURNAMES = weighted(([...(
  '王72李71张68刘54陈46杨31黄22赵21吴20周19徐17孙15马13朱13胡13林12郭12何12高10罗10郑9梁9谢8宋8唐8许7邓7冯6韩6曹6曾6彭6萧6蔡6潘5田5董5袁5于5余5叶5蒋5杜5苏4魏4程4吕4丁4沈4任4姚4卢4傅4钟4姜4崔4谭4廖4' +
  '范4汪4陆3金3石3戴3贾3韦3夏3邱3方3侯3邹3熊3孟3秦3白3江3阎3薛3尹3段2雷2黎2史2龙2陶2贺2顾2毛2郝2龚2邵2万2钱2严2赖2覃2洪2武2莫2孔2单1仇1解1区1查1盖1朴1乐1翟1缪1燕1员1洗1谌1佘1'
).matchAll(/(\p{Script=Han})(\d+)/gu)].map(([, name = '', share]) => [name, Number(share)] as const)).concat(
  ['欧阳', '上官', '司马', '诸葛', '尉迟', '皇甫', '夏侯', '令狐', '慕容', '司徒'].map(name => [name, 0.4] as const)))

/** Characters of given names by the years they were in fashion and by sex. */
const GIVEN: readonly { until: number; woman: string; man: string }[] = [
  { until: 1969, woman: '秀英桂兰玉珍凤梅春芳淑华素云美莲翠菊香红月娥', man: '国建军明志华德福文林永贵生成春海荣宝金山' },
  { until: 1979, woman: '丽敏霞艳红燕萍娟英玲芳秀梅华琴琼莉平云玉', man: '勇军伟强建国华平志刚斌峰明辉林波涛海文斌' },
  { until: 1989, woman: '婷静丽娜敏艳娟芳霞燕玲洁莉晶颖琳慧倩萍丹', man: '伟磊强勇鹏杰涛超军斌波辉峰刚飞明亮凯俊浩' },
  { until: 1999, woman: '婷雪静敏倩莹颖佳慧梦琪瑶雯欣怡璐晓娇玉丹', man: '鹏杰浩宇俊凯超伟磊帅阳博文志豪龙晨旭强飞' },
  { until: 2009, woman: '欣怡雨涵梦瑶佳颖思琪诗雯嘉慧心悦紫萱静可馨', man: '浩宇子轩俊杰宇航嘉豪天佑文博家乐志远鹏飞明' },
  { until: 9999, woman: '梓涵欣怡诗涵一诺语桐可馨若汐沐瑶芷晴玥苡安禾清', man: '浩然子墨宇轩沐宸奕辰梓睿一诺景行承泽云舟知远安' },
]
const GIVEN_CHARACTERS = GIVEN.map(({ until, woman, man }) => ({ until, woman: [...woman], man: [...man] }))

// Level 3 of the 8105 table stands after the 6,500 of levels 1 and 2; 196 of all lie beyond U+FFFF.
const LEVEL_THREE = [...STANDARD_CHARACTERS].slice(6500)
const BEYOND_BASIC_PLANE = LEVEL_THREE.filter(character => (character.codePointAt(0) ?? 0) > 0xffff)
const RARE_SHARE = 0.002

const MINORITY_FIRST = { woman: ['阿依古丽', '古丽娜尔', '热依汗', '迪丽拜尔', '阿丽娅', '卓玛', '央金', '努尔古丽', '帕提古丽'], man: ['买买提', '艾力', '阿迪力', '吐尔逊', '库尔班', '扎西', '多吉', '玉素甫', '亚森'] }
const MINORITY_SECOND = ['买买提', '艾合买提', '阿不都热合曼', '吐尔地', '依明', '肉孜', '次仁', '旺堆', '热合木吐拉']
const FOREIGN = { woman: ['Maria Garcia', 'Yuki Tanaka', 'Nguyen Thi Lan', 'Anna Müller', 'Olga Ivanova', 'Sarah O’Brien'], man: ['John Smith', 'Kenji Sato', 'Nguyen Van Minh', 'Jürgen Weiß', 'Ivan Petrov', 'David Lee'] }

export type SampleSex = '1' | '2'
const side = (sex: SampleSex): 'woman' | 'man' => sex === '2' ? 'woman' : 'man'

/** One surname. */
export const sampleSurname = (random: Random): string => random.weighted(SURNAMES)

/** A given name of one or two characters as parents of that year chose them; a rare character now and then. */
export function sampleGivenName(random: Random, sex: SampleSex, birthYear: number): string {
  const characters = GIVEN_CHARACTERS.find(({ until }) => birthYear <= until)![side(sex)]
  const first = random.chance(RARE_SHARE) ? random.pick(random.chance(0.4) ? BEYOND_BASIC_PLANE : LEVEL_THREE) : random.pick(characters)
  return random.chance(birthYear < 1970 ? 0.3 : birthYear < 1995 ? 0.35 : 0.12) ? first : first + random.pick(characters)
}

/** A name of the groups that write theirs with `·`. */
export const sampleMinorityName = (random: Random, sex: SampleSex): string => `${random.pick(MINORITY_FIRST[side(sex)])}·${random.pick(MINORITY_SECOND)}`
/** A name as a passport writes it. */
export const sampleForeignName = (random: Random, sex: SampleSex): string => random.pick(FOREIGN[side(sex)])
/** Which of our groups: mostly Han, the county's own minorities after them. */
const GROUPS = weighted<EthnicGroup>([['01', 925], ['15', 20], ['06', 15], ['13', 8], ['08', 7], ['03', 7], ['12', 5], ['11', 5], ['26', 1]])
export const sampleEthnicGroup = (random: Random): EthnicGroup => random.weighted(GROUPS)
