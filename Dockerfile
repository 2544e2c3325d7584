# syntax=docker/dockerfile:1
# Builds and runs Daybook: docs/deployment.md has the steps. The major version of Node is the same in both stages,
# because the database engine is compiled for it.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
RUN npm run build

FROM ${NODE_IMAGE}
# Inside a container the published ports decide who may connect.
ENV NODE_ENV=production \
    DAYBOOK_DATA=/data \
    DAYBOOK_LAN=1
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/contract/package.json packages/contract/
COPY packages/db/package.json packages/db/
COPY packages/core/package.json packages/core/
COPY packages/api/package.json packages/api/
COPY apps/server/package.json apps/server/
RUN --mount=type=cache,target=/root/.npm \
  npm ci --omit=dev --workspace=@daybook/server --no-audit --no-fund
COPY openapi.json CHANGELOG.md ./
COPY drizzle drizzle
COPY --from=build /app/apps/server/dist apps/server/dist
COPY --from=build /app/apps/web/dist apps/web/dist
RUN mkdir -p /data && chown node:node /data && chmod 700 /data

USER node
VOLUME ["/data"]
EXPOSE 7300 7443
# The server stops by itself on SIGTERM: it finishes the requests in progress and closes the database.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.DAYBOOK_PORT || 7300}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/server/dist/main.js"]
CMD ["start"]
