{{- define "redcap-graphql.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "redcap-graphql.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "redcap-graphql.labels" -}}
{{ include "redcap-graphql.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{- define "redcap-graphql.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "redcap-graphql.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "redcap-graphql.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- /* The configuration file: what the values say, with what follows from them. */ -}}
{{- define "redcap-graphql.config" -}}
{{- $fixed := dict "host" "0.0.0.0" "port" 4000 "secret" (dict "file" "/secrets/secret") -}}
{{- if .Values.redis.enabled -}}
{{- /* Without Redis each gateway has its part of the calls, and together they have no more than all. */ -}}
{{- $share := divf (floor (divf 100 .Values.replicaCount)) 100 -}}
{{- $_ := set $fixed "redis" (dict "url" (dict "file" (printf "/secrets/%s" .Values.redis.urlKey)) "share" $share) -}}
{{- end -}}
{{- mustMergeOverwrite (deepCopy .Values.config) $fixed | toPrettyJson -}}
{{- end -}}
