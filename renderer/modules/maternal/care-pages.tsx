import { CareFormPage } from './CareFormPage.tsx'

/** The four forms by the address they stand at. */
export const FirstPage = () => <CareFormPage form="first" />
export const VisitPage = () => <CareFormPage form="visit" />
export const PostpartumVisitPage = () => <CareFormPage form="postpartumVisit" />
export const PostpartumCheckPage = () => <CareFormPage form="postpartumCheck" />
