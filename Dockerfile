# One node: the one binary with the web client inside, as a user without rights.
FROM node:20-bookworm-slim AS web
WORKDIR /src/web-client
COPY web-client/package.json web-client/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web-client/ ./
RUN npm run build

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY protocol/ protocol/
COPY exercise/ exercise/
COPY server/ server/
COPY tests/ tests/
COPY scenarios/ scenarios/
COPY --from=web /src/web-client/dist web-client/dist
RUN cargo build --release -p startex

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/startex --create-home startex
COPY --from=build /src/target/release/startex /usr/local/bin/startex
USER 10001
WORKDIR /var/lib/startex
VOLUME /var/lib/startex
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/usr/local/bin/startex", "health", "--url", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["/usr/local/bin/startex"]
CMD ["serve", "--listen", "0.0.0.0:8080", "--data", "/var/lib/startex", "--tls", "off"]
