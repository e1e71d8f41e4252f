import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/app'
import '@/app/app.css'
import { isNobody } from '@/features/account/api/account'
import { ApiProblem } from '@/lib/api'

/** What the service has refused it refuses again. */
const worthAnotherTry = (failures: number, error: Error) => failures < 1 && !(error instanceof ApiProblem && error.status < 500)

const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 2_000, retry: worthAnotherTry } },
  queryCache: new QueryCache({
    onError: (error) => {
      if (isNobody(error)) void queries.invalidateQueries({ queryKey: ['me'] })
    },
  }),
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
