import { useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api'
import type { CallEvent } from '@/lib/live'

export interface CallSummary {
  call: string
  caller: string
  started: string
  ended: string | null
  status: string
  outcome: string
  language: string
  recording: string
}

export interface CallDetail extends CallSummary {
  transcript: CallEvent[]
}

export const useCalls = (business: string) =>
  useQuery({ queryKey: ['calls', business], queryFn: () => api.get<CallSummary[]>(`/businesses/${business}/calls`), refetchInterval: 10_000 })

export const useCall = (business: string, call: string) =>
  useQuery({ queryKey: ['calls', business, call], queryFn: () => api.get<CallDetail>(`/businesses/${business}/calls/${call}`) })

export const recordingUrl = (business: string, call: string) => `/api/v1/businesses/${business}/calls/${call}/recording`
