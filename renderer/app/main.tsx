import { createRoot } from 'react-dom/client'

createRoot(document.getElementById('root')!).render(<p>妇幼工作台</p>)
