FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY api-specs ./api-specs
COPY jobs ./jobs
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
# A container is reached from outside itself: who may is decided by how its port is published.
ENV NODE_ENV=production \
    SURETY_HOST=0.0.0.0 \
    SURETY_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/api-specs ./api-specs
COPY --from=build /app/dist ./dist
COPY bin ./bin
USER node
VOLUME ["/data"]
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "dist/src/main.js"]
