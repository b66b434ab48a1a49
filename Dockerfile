# The gateway as an image. README.md, "In a container", says how to run it.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY schema ./schema

# Files belong to root and the process does not: it can change nothing of what it runs.
USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
# Looks at PORT; with another port from a configuration file, set PORT as well.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# HOST is left at 127.0.0.1: set HOST=0.0.0.0 together with callers, or the gateway refuses to start. An entry point of its
# own, because the base image's is a shell script. Young objects get 64 MiB at most, and not 128: nothing gets slower by it.
ENTRYPOINT ["node", "--max-semi-space-size=32", "dist/main.js"]
