import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, PersonLine } from '../../kit/index.ts'

type Relation = Output<'person.kin'>[number]['relation']
const RELATIONS: Readonly<Record<Relation, () => string>> = { mother: () => t('kin.mother', '母亲'), father: () => t('kin.father', '父亲'), child: () => t('kin.child', '子女') }

/** Parents and children, each a way to their own file. */
export function Kin({ personId }: { personId: string }) {
  const kin = useCall('person.kin', { id: personId })
  return (
    <Loaded of={kin}>
      {list => list.length === 0 ? <p className="field-help">{t('kin.none', '没有登记亲属')}</p> : (
        <ul className="kin-list">
          {list.map(({ person: hit, relation }) => (
            <li key={`${relation}:${hit.id}`}><span className="kin-relation">{RELATIONS[relation]()}</span><Link to={`/people/${hit.id}`}><PersonLine hit={hit} /></Link></li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}
