# syntax=docker/dockerfile:1
# CareConnect as one image: the pages are built, then the program, and only what runs is kept.

FROM node:22-bookworm-slim AS pages
WORKDIR /src/src/Web/client
COPY src/Web/client/package.json src/Web/client/package-lock.json ./
RUN npm ci
COPY src/Web/client ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS program
WORKDIR /src
COPY . .
COPY --from=pages /src/src/Web/wwwroot/app src/Web/wwwroot/app
RUN dotnet publish src/Web -c Release -o /app --nologo

# No shell and no package manager; with the world's languages and time zones. Its user is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=program /app ./
# The root file system may be read-only: data is a volume, and nothing listens for a debugger in /tmp.
ENV ASPNETCORE_URLS=http://+:8080 \
    DOTNET_EnableDiagnostics=0 \
    Data=/data \
    Log__Json=true
VOLUME /data
EXPOSE 8080
USER $APP_UID
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["dotnet", "CareConnect.Web.dll", "healthy", "http://127.0.0.1:8080"]
ENTRYPOINT ["dotnet", "CareConnect.Web.dll"]
