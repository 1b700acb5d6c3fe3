import { CHILD_CONTACT, type ChildContact, TCM_TECHNIQUE } from '../code/child-check.ts'
import { HANDOUT_HEADING, HANDOUT_TOPICS, HANDOUTS } from '../rule/child/handouts.ts'
import { tcmTechniqueAt } from '../rule/child/tcm.ts'
import type { Day } from '../time/day.ts'
import type { PrintValues } from './layout.ts'

/** For whom the handout is printed: nobody in particular, or a child with the day it should come again. */
export type HandoutFacts = { readonly childName: string; readonly ageText: string; readonly day: Day; readonly nextDay: Day | null; readonly nextContact: ChildContact | null; readonly institution: string; readonly phone: string }

/** The words of one 儿童保健指导 sheet. */
export function childHandoutValues(contact: ChildContact, facts: HandoutFacts): PrintValues {
  const topics = Object.fromEntries(HANDOUT_TOPICS.flatMap((topic, index) => [[`heading${index + 1}`, HANDOUT_HEADING[topic]], [`text${index + 1}`, HANDOUTS[contact][topic]]]))
  const next = facts.nextDay ? `下次检查:${facts.nextContact ? `${CHILD_CONTACT.label(facts.nextContact)} ` : ''}${facts.nextDay} 起` : ''
  const technique = tcmTechniqueAt(contact)
  return {
    ...topics, tcm: technique ? `中医保健:请医生教您${TCM_TECHNIQUE.label(technique)},学会后回家做;饮食和起居按医生的中医指导。` : '', title: `儿童保健指导 · ${CHILD_CONTACT.label(contact)}`, child: facts.childName ? `${facts.childName}  ${facts.ageText}` : '', day: facts.day, next,
    foot: [facts.institution, facts.phone && `电话 ${facts.phone}`, '本单是一般指导,孩子的具体情况请听医生的意见'].filter(Boolean).join('    '),
  }
}
