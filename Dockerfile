# The gateway as an image. docs/deployment.md says how to run it.

# By digest, so that the same commit makes the same image. To renew it: docker buildx imagetools inspect node:24-bookworm-slim
ARG NODE_IMAGE=node:24-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The workbench is built further below, when its folder is there.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY workbench ./workbench
RUN npm run build
# What runs needs none of the packages that build it.
RUN npm prune --omit=dev --no-audit --no-fund

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="redcap-graphql" \
      org.opencontainers.image.description="A GraphQL gateway over the REDCap API" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production \
    REDCAP_GRAPHQL_DATA=/data
# No package manager is left: nothing can be installed into a running gateway. The data folder belongs to the process alone.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
    && install --directory --owner=node --group=node --mode=0700 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY schema ./schema

# Files belong to root and the process does not: it can change nothing of what it runs. It writes in /data, and uploads on
# their way to REDCap in /tmp: run it with --read-only --tmpfs /tmp.
USER node
VOLUME /data
EXPOSE 4000
STOPSIGNAL SIGTERM
# Looks at PORT; with another port from a configuration file, set PORT as well.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# HOST is left at 127.0.0.1: set HOST=0.0.0.0 together with callers, or the gateway refuses to start. An entry point of its
# own, because the base image's is a shell script. Young objects get 64 MiB at most, and not 128: nothing gets slower by it.
ENTRYPOINT ["node", "--max-semi-space-size=32", "dist/main.js"]
