import { defineRoutes } from '../../app/route.ts'
import { assessmentRoutes } from './assessment-routes.tsx'
import { boardRoutes } from './board-routes.tsx'
import { courseRoutes } from './course-routes.tsx'
import { fileRoutes } from './file-routes.tsx'
import { reportRoutes } from './report-routes.tsx'

export const routes = defineRoutes([...fileRoutes, ...assessmentRoutes, ...courseRoutes, ...reportRoutes, ...boardRoutes])
